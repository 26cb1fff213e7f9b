"""Delivery partners: who they are, who speaks for them, where they host, and their allocation codes.

The partnership is the network. Groups, events and fees hang on it in rooms above.
"""
