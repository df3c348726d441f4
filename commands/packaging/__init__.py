"""Building the functions and the layer, for AWS and for this machine."""
