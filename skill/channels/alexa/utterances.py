"""The custom intents and their samples.

Alexa does not send the carrier phrase around a slot: "why did {query}" gives only "stalin
industrialise". So every custom intent has a `said` pattern, and all of its samples mean
exactly that: samples differ in politeness only, never in a word that matters. Words that
matter (which question, because or they) each have an intent of their own.
"""

from dataclasses import dataclass

WORDS_INTENT = "WordsIntent"
ANSWER_INTENT = "AnswerIntent"


@dataclass(frozen=True)
class Intent:
    """A custom intent."""

    name: str
    said: str
    """What was said, with `{slot}` where a slot's spoken value goes."""
    samples: tuple[str, ...]


def _question(name: str, said: str, *openings: str) -> Intent:
    carriers = (said, *openings)
    return Intent(name, f"{said} {{query}}", tuple(f"{carrier} {{query}}" for carrier in carriers))


def _opened(said: str, *openings: str) -> tuple[str, ...]:
    return tuple(f"{opening} {said}" for opening in openings)


_ASKING = (
    "so",
    "and",
    "but",
    "okay",
    "hang on",
    "tell me",
    "do you know",
    "can you tell me",
    "i want to know",
)
_PLEASE = ("can you", "could you", "please")

QUESTIONS = (
    _question("WhatIntent", "what", *_opened("what", *_ASKING)),
    _question("WhatIsIntent", "what's", *_opened("what's", "so", "and", "okay")),
    _question("WhyIntent", "why", *_opened("why", *_ASKING, "explain", "remind me")),
    _question("HowIntent", "how", *_opened("how", *_ASKING, "explain", "remind me")),
    _question("WhenIntent", "when", *_opened("when", *_ASKING, "remind me")),
    _question("WhoIntent", "who", *_opened("who", *_ASKING, "remind me")),
    _question("WhoIsIntent", "who's", *_opened("who's", "so", "and", "okay")),
    _question("WhereIntent", "where", *_opened("where", *_ASKING)),
    _question("WhichIntent", "which", *_opened("which", *_ASKING)),
    _question("TellMeAboutIntent", "tell me about", "can you tell me about", "talk to me about"),
    _question("WhatAboutIntent", "what about", "and what about", "how about"),
    _question("ExplainIntent", "explain", *_opened("explain", *_PLEASE)),
    _question("DescribeIntent", "describe", *_opened("describe", *_PLEASE)),
    _question("DefineIntent", "define", *_opened("define", *_PLEASE), "what is meant by"),
    _question("DidIntent", "did", "so did", "and did"),
    _question("WasIntent", "was", "so was", "and was"),
    _question("WereIntent", "were", "so were", "and were"),
    _question("IsIntent", "is", "so is", "and is"),
    _question("AreIntent", "are", "so are", "and are"),
    _question("DoesIntent", "does", "so does", "and does"),
    _question("DoIntent", "do", "so do", "and do"),
    _question("CouldIntent", "could", "so could", "and could"),
    _question("TeachMeIntent", "teach me", *_opened("teach me", *_PLEASE), "teach me about"),
    _question("SearchIntent", "look up", "search for", "find"),
)

COMMANDS = (
    Intent("HintIntent", "give me a hint", (
        "give me a hint", "hint", "a hint", "give me a clue", "a clue please", "can i have a hint",
        "can i have a clue", "i need a hint", "help me with this one", "another hint",
        "another clue", "can i have another hint", "can i have another clue")),
    Intent("SkipIntent", "skip", (
        "skip", "skip this question", "skip this one", "skip it", "pass", "let's skip this one",
        "i'll pass", "move on")),
    Intent("DontKnowIntent", "i don't know", (
        "i don't know", "don't know", "no idea", "i have no idea", "not sure", "i'm not sure",
        "i can't remember", "i forgot", "dunno", "haven't a clue", "no clue", "i give up")),
    Intent("WaitIntent", "give me a minute", (
        "give me a minute", "give me a second", "wait", "hold on", "hang on", "wait a minute",
        "let me think", "one moment")),
    Intent("MoreIntent", "tell me more", (
        "tell me more", "more", "more detail", "give me more detail")),
    Intent("GoOnIntent", "go on", ("go on", "go on then", "carry on", "keep going")),
    Intent("ThatsAllIntent", "that's it", (
        "that's it", "that is it", "that's all", "that's everything", "that's my answer",
        "i've finished", "that's me done")),
    Intent("SimplerIntent", "say it more simply", (
        "say it more simply", "say that more simply", "say it in a simpler way",
        "can you say it more simply", "can you say that in a simpler way", "make it simpler",
        "in simple words", "put it another way", "say it another way")),
    Intent("ExampleIntent", "give me an example", (
        "give me an example", "an example", "for example", "can you give me an example",
        "another example", "give me another example")),
    Intent("ShortIntent", "give me the short version", (
        "give me the short version", "the short version", "in one sentence", "keep it short",
        "give me the gist")),
    Intent("TeachIntent", "teach me", (
        "teach me", "teach me something", "teach me this", "give me a lesson", "start a lesson",
        "can you teach me", "for a lesson")),
    Intent("ExamQuestionIntent", "give me an exam question", (
        "give me an exam question", "an exam question", "exam practice", "exam question",
        "let's practise an exam question", "for an exam question", "can i tell you my answer")),
    Intent("DatesIntent", "tell me the dates", (
        "tell me the dates", "tell me all the dates", "what are the dates", "what are all the dates",
        "all the dates", "list the dates", "the key dates", "give me the key dates")),
    Intent("PlanIntent", "make me a revision plan", (
        "make me a revision plan", "make me a plan", "a revision plan", "plan my revision",
        "make a revision plan", "for a revision plan")),
    Intent("PlayersIntent", "two players", (
        "two players", "we want to play", "me and my brother want to play",
        "me and my sister want to play", "me and my friend want to play", "can we both play",
        "can two of us play")),
    Intent("ListIntent", "list them", (
        "list them", "list them all", "give me the list", "read them all", "all of them",
        "list the reasons", "list the points", "give me the reasons")),
    Intent("SlowerIntent", "slower", (
        "slower", "slow down", "speak slower", "talk slower", "can you slow down",
        "you're too fast", "more slowly please")),
    Intent("FasterIntent", "faster", (
        "faster", "speed up", "speak faster", "talk faster", "you're too slow")),
    Intent("OptionsIntent", "what are the options", (
        "what are the options", "what were the options", "the options", "read the options",
        "say the options again", "what are my choices")),
    Intent("OverrideIntent", "i was right", (
        "i was right", "that was right", "i got that right", "mark it right",
        "count that as right")),
    Intent("SaidSoIntent", "that's what i said", (
        "that's what i said", "i said that", "but that's what i said", "that is what i said")),
    Intent("WhyAloneIntent", "why", ("why", "why is that", "why's that", "but why", "how come")),
    Intent("TopicsIntent", "what can i ask", (
        "what can i ask", "what can i ask you", "which topics do you have",
        "what topics do you have", "what topics are there", "list the topics", "topics",
        "what do you know", "what do you know about")),
    Intent("QuizIntent", "quiz me", (
        "quiz me", "test me", "give me a quiz", "start a quiz", "start the quiz", "for a quiz",
        "ask me questions", "ask me a question", "a quiz", "let's do a quiz", "to quiz me",
        "another quiz")),
    Intent("QuickQuizIntent", "give me a quick quiz", (
        "give me a quick quiz", "a quick quiz", "quick quiz", "for a quick quiz", "quick test")),
    Intent("DailyIntent", "my daily five", (
        "my daily five", "for my daily five", "daily five", "start my daily five",
        "give me my daily five", "the daily five")),
    Intent("DueIntent", "what's due", (
        "what's due", "what is due", "what's due today", "what have i got to revise")),
    Intent("MissedIntent", "only the ones i got wrong", (
        "only the ones i got wrong", "the ones i got wrong", "quiz me on the ones i got wrong",
        "quiz me on my mistakes", "just the ones i missed")),
    Intent("ProgressIntent", "how am i doing overall", (
        "how am i doing overall", "how's my revision going", "my progress", "what's my progress",
        "for my progress")),
    Intent("ScoreIntent", "what's my score", (
        "what's my score", "my score", "how am i doing", "how many have i got right", "the score")),
    Intent("LeftIntent", "how many are left", (
        "how many are left", "how many left", "how many more", "how many to go",
        "which question are we on", "what question are we on", "is this the last one")),
    Intent("EasierIntent", "easier ones", (
        "easier ones", "easier", "easier questions", "give me easier ones", "make it easier",
        "something easier", "easy ones")),
    Intent("HarderIntent", "harder ones", (
        "harder ones", "harder", "harder questions", "give me harder ones", "make it harder",
        "something harder", "too easy")),
    Intent("ReviseIntent", "what should i revise", (
        "what should i revise", "what should i revise next", "what should i work on",
        "where am i weak")),
    Intent("ResumeQuizIntent", "carry on with the quiz", (
        "carry on with the quiz", "back to the quiz", "continue the quiz", "finish my quiz",
        "resume my quiz")),
    Intent("RequestCodeIntent", "give me my request code", (
        "give me my request code", "my request code", "what's my request code",
        "i need my request code")),
    Intent("ForgetIntent", "forget me", (
        "forget me", "forget everything about me", "delete my data", "delete my progress")),
    Intent("WhichFirstIntent", "the first one", ("the first one", "the first", "first one")),
    Intent("WhichSecondIntent", "the second one", ("the second one", "the second", "second one")),
    Intent("WhichThirdIntent", "the third one", ("the third one", "the third", "third one")),
)  # fmt: skip

TOPICS = (
    Intent("QuizTopicIntent", "quiz me on {topic}", (
        "quiz me on {topic}", "test me on {topic}", "give me a quiz on {topic}",
        "give me a quiz about {topic}", "ask me about {topic}", "ask me questions about {topic}",
        "let's revise {topic}", "start a quiz on {topic}", "for a quiz on {topic}",
        "do {topic} instead", "switch to {topic}", "change to {topic}")),
    Intent("QuizCountIntent", "{count} questions", (
        "{count} questions", "give me {count} questions", "ask me {count} questions",
        "quiz me with {count} questions", "for {count} questions")),
    Intent("MinutesIntent", "{count} minutes", (
        "{count} minutes", "let's do {count} minutes", "i've only got {count} minutes",
        "i've got {count} minutes", "for {count} minutes")),
    Intent("ExamMarksIntent", "a {count} mark question", (
        "a {count} mark question", "give me a {count} mark question",
        "give me an {count} mark question", "ask me a {count} mark question",
        "for a {count} mark question")),
    Intent("ExamMarksTopicIntent", "a {count} mark question on {topic}", (
        "a {count} mark question on {topic}", "give me a {count} mark question on {topic}",
        "give me an {count} mark question on {topic}",
        "give me a {count} mark question about {topic}")),
    Intent("QuizCountTopicIntent", "{count} questions on {topic}", (
        "{count} questions on {topic}", "give me {count} questions on {topic}",
        "ask me {count} questions about {topic}", "{count} questions about {topic}")),
)  # fmt: skip

_OPENINGS = (
    "because", "they", "he", "she", "it", "we", "you", "i", "i'm", "people", "everyone",
    "everybody", "someone", "somebody", "nobody", "my", "his", "her", "their", "our", "there",
    "to", "by", "with", "in", "on", "at", "for", "from", "of", "as", "after", "before", "during",
    "without", "the", "a", "an", "this", "that", "these", "some", "many", "more", "most", "less",
    "fewer", "all", "no", "not", "only", "lots of", "so", "if", "being", "having", "getting",
)  # fmt: skip
"""How statements begin that are no question: without a carrier a phrase cannot be caught."""


def _statement(opening: str) -> Intent:
    name = "".join(word.replace("'", "").title() for word in opening.split())
    doubts = tuple(f"{doubt} {opening} {{phrase}}" for doubt in ("i think", "um", "maybe"))
    return Intent(
        f"{name}StatementIntent", f"{opening} {{phrase}}", (f"{opening} {{phrase}}", *doubts)
    )


ANSWERS = (
    Intent(ANSWER_INTENT, "", (
        "{answer}", "{year}", "{number}", "{option}", "is it {answer}", "i think it's {answer}",
        "i think {answer}", "the answer is {answer}", "it's {answer}", "um {answer}",
        "maybe {answer}", "was it {answer}", "in {year}", "the year {year}", "it was in {year}",
        "um {year}", "i think {year}", "i think it's {number}", "the answer is {number}",
        "is it {number}", "um {number}", "option {option}", "letter {option}",
        "the answer is {option}", "i think it's {option}",
        "i'll go with {answer}", "i'll go for {option}")),
    *(_statement(opening) for opening in _OPENINGS),
    Intent("SayIntent", "{phrase}", (
        "my answer is {phrase}", "i'd say {phrase}", "i would say {phrase}", "i reckon {phrase}",
        "i'm going to say {phrase}", "my guess is {phrase}", "i mean {phrase}")),
)  # fmt: skip

WORDS = Intent(
    WORDS_INTENT,
    "{words}",
    ("let me say {words}", "i want to say {words}", "hear this {words}"),
)
