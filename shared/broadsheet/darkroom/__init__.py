"""The darkroom: what becomes of a photographer's file. It knows Pillow, and nothing of AWS.

Only the functions ``picture`` and ``sharing`` import it, so that no other pays for Pillow.
"""
