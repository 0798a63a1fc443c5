"""The names of what an utterance can be, in the order of the reader's outputs."""

COMMANDS = (
    "repeat slower faster louder options hint skip previous next stop wait help override score "
    "start_over resume topics quiz progress due forget_me yes no board"
).split()
EXPLAIN = "simpler example why more remember exam short_version what_mean".split()
ACTS = (
    "answer", "dont_know", "question", "distress", "upset", "aside", "abuse", "teach",
    "exam_practice", "plan", "players",
    *(f"command:{name}" for name in COMMANDS), *(f"explain:{name}" for name in EXPLAIN),
)  # fmt: skip
"""`act` or `act:detail`."""
INDEX = {name: number for number, name in enumerate(ACTS)}
