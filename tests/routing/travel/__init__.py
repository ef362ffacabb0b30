"""Where travel times come from: engines, servers, the sphere, and what is kept of them."""
