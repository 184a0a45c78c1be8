"""Memory: what lives in buffers when, what is copied, and which lines own the peak."""
