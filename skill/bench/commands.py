"""What Amazon's built-in intents understand without a sample, from their documentation
(Alexa Skills Kit, "Standard Built-in Intents")."""

KNOWN: dict[str, tuple[str, ...]] = {
    "AMAZON.StopIntent": ("stop", "off", "shut up", "alexa stop", "please stop"),
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it", "alexa cancel"),
    "AMAZON.HelpIntent": ("help", "help me", "can you help me", "alexa help"),
    "AMAZON.NavigateHomeIntent": ("go home", "alexa go home", "go to the home screen"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure", "yeah", "yep", "okay", "ok", "yup"),
    "AMAZON.NoIntent": ("no", "no thanks", "nope", "no thank you", "nah"),
    "AMAZON.RepeatIntent": ("repeat", "say that again", "repeat that", "repeat it"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again"),
    "AMAZON.NextIntent": ("next", "skip", "skip forward"),
    "AMAZON.PreviousIntent": ("go back", "skip back", "back up", "previous"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.MoreIntent": ("more",),
}
"""Exact utterances. They come as their intent even while a slot is elicited."""

EXITS = frozenset({"exit", "quit", "alexa exit", "alexa quit"})
"""What ends the session without the skill being asked."""
