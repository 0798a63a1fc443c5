"""Training the reader: pairs of texts with what one is to the other, and a small model of them."""
