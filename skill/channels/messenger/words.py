"""What the channel itself says: that it is a bot, and what it cannot read."""

BOT = (
    "Just so you know, you're talking to a bot: a computer answers here, not a person. "
    "Whatever I've kept about you is gone when you type: forget me."
)
"""Said at the start."""
BOT_AGAIN = "It's Revision Owl, the bot, again."
"""Said after a while."""
_SENT = {
    "sticker": "Nice one! I can only read words, though.",
    "image": "Thanks for the picture! I can't see it, I can only read words.",
    "audio": "I can't hear in here, I can only read. Could you type it?",
    "video": "Thanks! I can't watch it, I can only read words.",
    "file": "Thanks! I can't open it, I can only read words.",
    "location": "Thanks! I don't need to know where you are, and I haven't kept it.",
}
_ANYTHING = "Thanks! I can only read words."
CROSSED = "That button was from a bit earlier."
"""To a button that came with another question."""
ENOUGH = (
    "That's a lot in a short time. Have a breather, and write again in ten minutes: we'll go on from "
    "here."
)
"""To somebody who writes faster than anybody learns; said once."""
LINKING = (
    "To link this chat, say to the owl where you already talk to it: link code {digits}. "
    "It holds for {minutes} minutes."
)
NO_LINKING = "I can't make a code just now. Try again in a few minutes."


def to_thing(kind: str) -> str:
    """What is said to a picture, a sticker, a voice message."""
    return _SENT.get(kind, _ANYTHING)
