"""What is said about linking doors. Nothing here is ever said where the operator's switch is off."""

DOORS: dict[str, tuple[str, ...]] = {
    "link_linked": ("Done, that's linked. It has your progress from now on.",),
    "link_unknown": (
        "I don't know that code. A code lasts ten minutes, so try the one you see now.",
    ),
    "link_unheard": (
        "I need all six digits, one after the other. Say: link code, and then the digits.",
    ),
    "link_spent": ("That was too many tries. You can try again tomorrow.",),
    "link_full": ("That's as many links as I keep. Say: unlink everything, and then link again.",),
    "link_busy": (
        "I couldn't link that just now. Please try again in a little while, with a new code.",
    ),
    "unlink_done": ("Unlinked.",),
    "unlink_none": ("There's nothing linked.",),
    "unlink_busy": ("I couldn't unlink that just now. Please try again in a little while.",),
    "link_next": ("What would you like to do?",),
}
