"""What readers wish for: requests, their place in the queue, what they had before."""
