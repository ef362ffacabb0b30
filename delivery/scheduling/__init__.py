"""On which days readers are visited: what follows from frequency and from what waits."""
