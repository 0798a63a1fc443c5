"""Every sentence the owl says, by key, with its variants. Nothing else in the house writes speech.

A key holds one or more ways to say the same thing; the dialogue picks one. Another locale
overrides the keys that differ (`LOCALES`) and has, by construction, the same keys.
"""

_GB: dict[str, tuple[str, ...]] = {
    # Arriving and leaving
    "welcome_new": (
        "Hello! I'm {skill}. Ask me anything about {course}, or say: quiz me. What'll it be?",
    ),
    "welcome_back": (
        "Welcome back. Ask me a question, or say: quiz me. Which one?",
        "Hello again. A question, or a quiz?",
    ),
    "welcome_due": (
        "Welcome back. {due} due today. Shall I ask {them}?",
        "Hello again. {due} ready to come back. Shall we do {them}?",
    ),
    "welcome_resume": (
        "Welcome back. You were on question {number} of {total}. Shall we carry on?",
    ),
    "welcome_reprompt": ("You could ask: {example} Or say: quiz me. Which would you like?",),
    "resume_reprompt": ("Say yes to carry on, or no to start something else. Which is it?",),
    "due_reprompt": ("Say yes for the questions, or ask me one of your own. Which is it?",),
    "bye": ("Bye!", "See you soon!", "Bye for now!"),
    "bye_saved": ("Your place is saved. Bye!", "I've kept your place. Bye!"),
    "bye_gentle": ("Take care of yourself. Bye.",),
    "hello": ("Hello! Would you like to ask me something, or be quizzed?",),
    "about": ("I'm {skill}: I answer questions on {course}, and I quiz you. Shall I ask you one?",),
    "joke": (
        "I'm better at questions than jokes. Shall I suggest a question?",
        "Hoot. That's my only act. Shall I suggest a question?",
    ),
    "doubted": (
        "That's what this course says. If your book differs, ask your teacher. Anything else?",
        "It's what my notes say. Do check with your teacher. What else would you like to know?",
    ),
    "nerves": (
        "Lots of people feel like that before an exam, and a little at a time helps. "
        "Shall we try three quick questions?",
        "That's a normal way to feel. Let's take a small step. Shall I ask you three questions?",
    ),
    "grumble": (
        "Fair enough. Shall we do three quick questions and call it a day?",
        "I hear you. Would three quick questions be more like it?",
    ),
    "known": (
        "I remember which questions you've met and how they went, your pace and your exam board. "
        "To clear it all, say: forget me. What would you like to do?",
    ),
    "sorrow": (
        "I'm sorry, that's hard. It can help to talk to someone you trust, and revision can wait. "
        "Would you like to stop here?",
    ),
    "sorrow_reprompt": ("There's no hurry at all. Shall we stop here?",),
    "thanks": ("You're welcome. Anything else?", "Any time. What next?"),
    "what_next": ("What would you like to know?", "What's your question?"),
    "anything_else": ("Anything else?", "What else would you like to know?"),
    "anything_reprompt": (
        "Ask me another, or say: quiz me. Which would you like?",
        "You could ask: {example} Or I can quiz you. Which?",
    ),
    "paused": ("Your place is kept. Bye!",),
    "paused_unsaved": ("All right, let's leave it there. Bye!",),
    # Help, by where the learner is
    "help": (
        "Ask me a question about {course}, like: {example} Or say: quiz me, and I'll ask you. "
        "Which would you like?",
    ),
    "help_answer": (
        "You can say: list the points, tell me more, or repeat. Or ask me something else. "
        "What would you like?",
    ),
    "help_choice": (
        "I wasn't sure which question you meant. Say: the first, or: the second. "
        "Or ask it another way. Which is it?",
    ),
    "help_offer": (
        "You can say yes or no to that, ask me a question about {course}, or say: quiz me. "
        "Which is it?",
    ),
    "help_quiz": (
        "{how} You can also say repeat, hint, skip or stop. Here's the question again. {question}",
    ),
    "how_short": ("Say your answer in a word or two.",),
    "how_number": ("Say a number.",),
    "how_year": ("Say a year, like nineteen fourteen.",),
    "how_choice": ("Say the letter, or the words of the option.",),
    "how_true_false": ("Say true or false.",),
    "how_list": ("Say as many as you can, in your own words. Say: that's all, when you're done.",),
    # Trouble
    "unheard_1": ("Sorry, I missed that. What was your question?", "Say that again for me?"),
    "unheard_2": ("I still missed it. Try something like: {example} What would you like to know?",),
    "unheard_3": ("We're not hearing each other well. Shall I quiz you instead?",),
    "unheard_offer": ("Was that a yes or a no?", "Sorry: yes or no?"),
    "unheard_choice": ("Was that the first, or the second?", "The first one, or the second?"),
    "off_type": ("{how} {question}", "Hm. {how} {question}"),
    "off_type_again": (
        "I'm listening for {waiting}. Shall I skip this one?",
        "I was hoping for {waiting}. Shall we skip it?",
        "I need {waiting} for this one. Shall I skip it?",
        "I didn't catch {waiting}. Shall we leave this one?",
    ),
    "waiting_short": ("a word or a name",),
    "waiting_list": ("your own words",),
    "waiting_choice": ("a letter, or one of the options",),
    "waiting_true_false": ("true or false",),
    "waiting_year": ("a year",),
    "waiting_number": ("a number",),
    "no_quiz": ("Shall I skip that one?", "Shall we leave that one?"),
    "unheard_quiz_1": ("Sorry, I missed that. {question}", "Say that again for me? {question}"),
    "unheard_quiz_2": ("I still missed it. {how} {question}",),
    "unheard_quiz_3": ("I can't catch that one. Shall I skip it?",),
    "gone": ("That part of the course has changed. What would you like to know?",),
    "stumbled": ("Sorry, I lost my thread. Could you say that again?",),
    "stumbled_reprompt": ("Ask me a question, or say: quiz me. Which would you like?",),
    "unsaved": ("By the way, I may not be able to save your progress today.",),
    "distress": (
        "That sounds really hard, and I'm glad you said it. I'm only a revision owl, so please "
        "talk to an adult you trust, like someone at home or a teacher. You can ring Childline "
        "free, at any time, on oh eight hundred, eleven eleven. If you're in danger right now, "
        "ring nine nine nine. Revision can wait. Would you like to stop here?",
    ),
    "distress_reprompt": (
        "There's no hurry. Childline is there on oh eight hundred, eleven eleven. "
        "Shall we stop here?",
    ),
    "gentle_on": ("All right. We'll take it gently. What would you like to do?",),
    # Answering
    "point_of": (
        "That's one of {count} {noun}. Want them all?",
        "There are {count} {noun} in all. Shall I list them?",
    ),
    "offer_list": (
        "There are {count} {noun} in all. Want them?",
        "Shall I list the {count} {noun}?",
    ),
    "offer_list_one": ("There's one thing more to say on that. Want it?",),
    "offer_detail": ("Want to hear more?", "Shall I tell you more?"),
    "offer_list_reprompt": ("Say yes for the list, or ask me something else. Which is it?",),
    "offer_detail_reprompt": ("Say yes for more, or ask me something else. Which is it?",),
    "list_start": ("{count}.",),
    "list_halfway": ("That's {done} of {count}. Carry on?", "{left} to go. Carry on?"),
    "list_half": ("Halfway. Carry on?",),
    "list_reprompt": ("There {are} {left} left. Shall I carry on?",),
    "list_done": ("That's all {count}. Anything else?", "That's the lot. What next?"),
    "list_done_quiz": ("That's all {count}. Shall I quiz you on it?",),
    "list_back": ("Back to the {noun}: shall I give you the last {left}?",),
    "list_back_one": ("Back to the {noun}: shall I give you the last one?",),
    "no_list": ("There's no list for that one.", "That one has no list."),
    "no_point": ("There are only {count}. Which would you like?",),
    "no_more": ("That's all I have on it. Anything else?", "That's everything on that. What next?"),
    "nothing_yet": (
        "We haven't talked about anything yet. What would you like to know?",
        "There's nothing to go back to yet. What's your question?",
    ),
    "no_previous": ("That's the start of the list. Shall I go on?",),
    "aside_guess": ("I'm not sure, but this may help.", "This may be what you mean."),
    "suggest_again": ("Shall I suggest a question?",),
    "quiz_again": ("Shall I quiz you?",),
    "quick_again": ("Shall we do three quick questions?",),
    "resume_again": ("Shall we carry on with your quiz?",),
    "did_you_mean": ("Did you mean: {first} Or: {second}", "Are you asking: {first} Or: {second}"),
    "did_you_mean_one": ("Did you mean: {first}", "Are you asking: {first}"),
    "did_you_mean_one_reprompt": ("Say yes, or ask it another way. What would you like?",),
    "did_you_mean_reprompt": ("Say: the first, or: the second. Which is it?",),
    "neither": ("All right. Try it another way: what would you like to know?",),
    "unknown_near": (
        "I don't have that one. I do have: {first} And: {second} Want either?",
        "That one's not in my notes. I do have: {first} And: {second} Would either help?",
    ),
    "unknown_near_one": ("I don't have that one. I do have: {first} Want that?",),
    "unknown_far": (
        "That's not in this course. I know about {course}. Shall I suggest a question?",
        "I can't help with that one: I only know about {course}. Shall I suggest a question?",
    ),
    "unknown_reprompt": ("Say yes, or ask me something about {course}. Which is it?",),
    "suggest": (
        "How about this: {question} Shall I answer it?",
        "Try this one: {question} Want the answer?",
    ),
    "back_to_question": (
        "Back to number {number}. {question}",
        "Now, number {number} again. {question}",
        "So, number {number}. {question}",
        "Here's number {number} once more. {question}",
    ),
    "unknown_in_quiz": ("I don't have that one.", "That one's not in this course."),
    # Topics and progress
    "topics": ("I have {topics}. Which shall we start with?",),
    "topics_one": ("This course is about {topics}. You could ask: {example} Or shall I quiz you?",),
    "topics_many": ("I have {count} topics. The first are {topics}. Shall I go on?",),
    "topics_more": ("Then {topics}. Shall I go on?",),
    "topics_last": ("And {topics}. Which would you like?",),
    "topics_reprompt": ("Say a topic, or ask me a question. Which would you like?",),
    "topic": ("{topic}. You could ask: {example} Or shall I quiz you on it?",),
    "topic_reprompt": ("Say yes for a quiz, or ask me a question. Which is it?",),
    "progress_off": ("I don't keep score from one day to the next. Shall we do a quick quiz?",),
    "progress_none": ("You haven't been quizzed yet. Shall we start with a quick one?",),
    "progress": ("You've met {met} of the {total} questions. {topics} {next}",),
    "progress_topics": ("Strongest: {best}. Weakest: {worst}.",),
    "progress_due": ("{due} due now. Shall I ask {them}?",),
    "progress_weak": ("Shall we work on {worst}?",),
    "progress_fine": ("Nothing's due today. Shall we do a quick quiz anyway?",),
    "streak": ("That's {days} days in a row.",),
    "revise_due": ("Start with what's due: {due}. Shall I ask {them}?",),
    "revise_weak": ("I'd look at {topic}: that's your weakest. Shall I quiz you on it?",),
    "revise_new": ("You've plenty you haven't met yet. Shall we try five new ones?",),
    "due_some": ("{due} due. Shall I ask {them}?",),
    "due_none": ("Nothing's due today. Shall we do a quick quiz anyway?",),
    "due_none_next": ("Nothing's due until {next}. Shall we do a quick quiz anyway?",),
    "offer_reprompt": ("Say yes to start, or ask me something. Which is it?",),
    "board_set": ("{board} it is: I'll keep to that. Shall I quiz you?",),
    "board_every": ("All boards, then. Shall I quiz you?",),
    "board_next": ("{board} it is, from the next quiz on.",),
    "board_every_next": ("All boards, from the next quiz on.",),
    "board_yours": ("You're on {board}. I have {boards}. Which would you like?",),
    "board_unknown": ("I have {boards}. Which one are you doing?",),
    "board_none": ("This course is the same for every board. Shall I quiz you?",),
    "slower": ("Slower it is.", "I'll slow down."),
    "faster": ("A bit quicker, then.", "I'll speed up."),
    "normal": ("Back to my usual speed.",),
    "forget_ask": ("That deletes everything I remember about your revision. Shall I do it?",),
    "forget_reprompt": ("Say yes to delete it all, or no to keep it. Which is it?",),
    "forgotten": ("Done. I've deleted everything I had. Bye!",),
    "forget_failed": ("I couldn't delete it just now. Please ask me again later. Bye.",),
    "forget_kept_quiz": ("Kept, then.",),
    "what_instead": ("A fresh start, then. Ask me something, or say: quiz me. Which is it?",),
    "what_next_quiz": ("All right.", "Right you are."),
    "anything_else_quiz": ("All right.", "Right you are."),
    "gentle_on_quiz": ("All right. We'll take it gently.",),
    "neither_quiz": ("All right.",),
    "forget_nothing_quiz": ("I don't keep anything about you.",),
    "switch": ("Shall I quiz you on {topic} instead?",),
    "easier": ("Easier ones, then.", "Let's make it gentler."),
    "harder": ("Harder ones, then.", "Right, no options to choose from."),
    "chatter": (
        "I'm listening. What would you like to know?",
        "Ready when you are. What's your question?",
    ),
    "chatter_quiz": (
        "Ready when you are.",
        "Over to you.",
        "I'm still here.",
        "In your own time.",
    ),
    "slowest": ("This is as slow as I go.",),
    "fastest": ("This is as fast as I go.",),
    "forget_kept": ("Kept, then. What would you like to do?",),
    "forget_nothing": ("I don't keep anything about you. What would you like to know?",),
    # The quiz
    "quiz_start": ("{what}: {count}.",),
    "quiz_start_one": ("{what}: one question.",),
    "quiz_start_due": ("{count}: {due}.", "{count} for today: {due}."),
    "quiz_start_over": ("To go over again: {questions}.",),
    "quiz_start_missed": ("The {count} you missed.", "Those {count} again."),
    "quiz_start_missed_one": ("The one you missed.", "That one again."),
    "quiz_most": ("{count} at once is the most I do.",),
    "quiz_commands": ("Say repeat, hint or skip whenever you like, and stop to leave.",),
    "quiz_none_topic": ("I have no questions on {topic} yet. Shall I quiz you on everything?",),
    "quiz_none": ("There are no quiz questions in this course yet. What would you like to know?",),
    "quiz_unknown_topic": ("I don't have a quiz on {topic}. I do have {topics}. Which one?",),
    "quiz_none_missed": ("You've no mistakes to go over. Shall we do a fresh quiz?",),
    "quiz_none_due": ("Nothing's due just now. Shall we do a quick quiz instead?",),
    "quiz_none_kind": ("I've none of those. Shall I quiz you on everything?",),
    "quiz_fewer": ("{what}: I only have {count}.",),
    "question_first": ("{Number} of {total}. {prompt}", "Question {number} of {total}. {prompt}"),
    "question_next": ("{Number} of {total}. {prompt}", "Number {number}. {prompt}"),
    "question_last": ("Last one. {prompt}", "{Number} of {total}, the last. {prompt}"),
    "question_only": ("Here it is. {prompt}",),
    "question_skipped": ("Back to one you skipped. {prompt}",),
    "options": ("{options}?",),
    "right": ("Yes, {answer}.", "{answer}, that's it.", "Right: {answer}.", "{answer}. Spot on."),
    "right_plain": ("Right.", "That's it.", "Yes, spot on.", "Correct."),
    "right_true": ("Right, it's true.", "Yes, that's true."),
    "right_false": ("Right, it's false.", "Yes, that's false."),
    "wrong": ("Not quite. It's {answer}.", "Not this time. It's {answer}.", "That one's {answer}."),
    "wrong_said": ("It's {answer}, not {said}.", "Not {said}: it's {answer}."),
    "wrong_near": ("Nearly: it's {answer}. You said {said}.",),
    "wrong_plain": ("Not quite.", "Not this time.", "Good try, but no."),
    "wrong_near_plain": ("Nearly, but not {said}.", "Close, but not {said}."),
    "wrong_said_plain": ("Not {said}.", "It wasn't {said}."),
    "partly_plain": ("Partly right.", "That's half of it."),
    "partly_near_plain": ("Close: half a mark.",),
    "wrong_true": ("No, it's true.", "Actually, it's true."),
    "wrong_false": ("No, it's false.", "Actually, it's false."),
    "partly": ("Partly right. It's {answer}.", "Half a mark: it's {answer}."),
    "partly_near": ("Close enough for half a mark. It's {answer}.",),
    "told": ("It's {answer}.", "The answer's {answer}."),
    "told_true": ("It's true.",),
    "told_false": ("It's false.",),
    "list_both": ("Both right: full marks.", "That's both. Well done."),
    "list_all": ("All {count}. Well done.", "That's all {count}: full marks."),
    "list_right": ("{count} right: full marks.", "Yes, that's {count}. Full marks."),
    "list_right_one": ("Yes, that's one of them.", "Right, that counts."),
    "list_some": ("{count} so far: any more?", "That's {count} of {want}. Any more?"),
    "list_some_none": ("Not that one. You have {count} so far: any more?",),
    "list_had": ("You have {count} so far. What else?",),
    "list_again": ("You've had that one. Any more?", "That one's counted already. Any more?"),
    "list_none_yet": (
        "That's not one of them. Have another go?",
        "Not one I have. Any other ideas?",
    ),
    "list_partial": ("{count} of {want}. You missed: {missing}.",),
    "list_wrong": ("For example: {missing}.", "You could have said: {missing}."),
    "list_reprompt_more": ("Any more? Or say: that's all. What else have you got?",),
    "list_reprompt_some": ("{hint} Or say: that's all. Any more?",),
    "dont_know": ("No problem.", "That's all right.", "Fair enough."),
    "hint": ("Here's a clue. {hint} {question}", "{hint} {question}"),
    "hint_first_letter": ("It starts with {letter}. {question}",),
    "hint_two_left": ("It's either {first} or {second}. Which?",),
    "hint_decade": ("It's in the {decade}. {question}",),
    "hint_points": ("One of them: {point} {question}",),
    "hint_none": ("That's all the help I have. Shall I skip it?",),
    "hint_no_clue": ("Have a guess: a wrong answer costs nothing. {question}",),
    "quiz_reprompt": ("A clue: {hint} Any idea?", "Here's a hint. {hint} What do you think?"),
    "quiz_reprompt_plain": ("{how} Or say: skip. What's your answer?",),
    "thanks_quiz": ("You're welcome.", "Any time."),
    "hello_quiz": ("Hello!",),
    "about_quiz": ("I'm the owl with the questions.",),
    "joke_quiz": ("Let's finish this first.",),
    "doubted_quiz": (
        "That's what this course says.",
        "It's what my notes say.",
        "That's the answer I have.",
        "My notes say so. Do check with your teacher.",
    ),
    "nerves_quiz": (
        "You're doing fine: one question at a time.",
        "No rush. Mistakes here are free.",
    ),
    "grumble_quiz": (
        "Fair enough. Say stop whenever you like.",
        "I hear you. Let's see this one out.",
        "Noted. We can stop whenever you say.",
        "Understood. One question at a time.",
    ),
    "back_quiz": ("That one's marked, but it'll come round again.",),
    "known_quiz": ("Only how your quizzes went, your pace and your board.",),
    "skip": ("We'll come back to it.", "Skipped for now."),
    "skip_last": ("Let's leave that one.",),
    "doubt": ("Did you say {said}?",),
    "doubt_reprompt": ("Say yes if you meant {said}. Did you?",),
    "doubt_no": ("My mistake. {question}", "Let's try again. {question}"),
    "why": ("{explanation}",),
    "why_none": ("I've nothing more on that one.",),
    "why_early": ("Answer this one first, and I'll explain.",),
    "override": ("Then I misheard you: full marks.", "Sorry, I'll give you that one."),
    "override_already": ("It did count.", "You had that one: full marks."),
    "override_none": ("There's nothing to change yet.",),
    "override_score": ("That makes {points} out of {total}.",),
    "wait": ("Take your time.",),
    "wait_over": ("Ready? {question}",),
    "score": ("{points} out of {marked} so far.",),
    "score_none": ("You're just getting started.",),
    "score_after": ("{points} out of {total}.", "You got {points} out of {total}."),
    "score_left": ("{left} to go.",),
    "left": (
        "This is number {number} of {total}: {after} more after it.",
        "Number {number} of {total}, so {after} more after this.",
    ),
    "left_one": ("This is number {number} of {total}: just one more after it.",),
    "left_skipped": (
        "There are {after} more after this one, counting what you skipped.",
        "This one and {after} more, with what you skipped.",
    ),
    "left_last": ("This is the last one.",),
    "missed_none": ("You've missed nothing so far.",),
    "missed_one": ("You've missed one so far. We can go over it at the end.",),
    "missed_some": ("You've missed {count} so far. We can go over them at the end.",),
    "not_in_quiz": (
        "We're not in a quiz just now. Shall we start one?",
        "There's no question open. Shall I ask you some?",
        "That's for a quiz. Shall we do one?",
    ),
    "nothing_to_resume": ("There's no quiz to carry on with. Shall I start one?",),
    "quiz_restart": ("From the top.",),
    "summary": ("That's the quiz: {points} out of {total}.", "All done: {points} out of {total}."),
    "summary_full": (
        "That's the quiz. All {total} right: brilliant.",
        "Every one right: {total} out of {total}.",
    ),
    "summary_one_right": ("That's it, full marks.",),
    "summary_one_wrong": ("That's the quiz.",),
    "summary_good": ("Best on: {topics}.",),
    "summary_look": ("One to look at again: {topics}.",),
    "summary_look_more": ("Worth another look: {topics}.",),
    "summary_due": ("The {count} you missed will be back {next}.",),
    "summary_due_one": ("The one you missed will be back {next}.",),
    "summary_next": ("The next ones are due {next}.",),
    "next_missed": ("Shall we go over the {count} you missed?",),
    "next_missed_one": ("Shall we have another go at the one you missed?",),
    "next_missed_now": ("Shall we go over them now?", "Want another go at them now?"),
    "next_missed_one_now": ("Shall we have another go at it now?", "Want another go at it now?"),
    "next_more": ("Another five?", "Shall we do another five?"),
    "summary_reprompt": ("Say yes to carry on, or stop to finish. Which is it?",),
}

_NO_CHILDLINE = {
    "distress": (
        "That sounds really hard, and I'm glad you said it. I'm only a revision owl, so please "
        "talk to an adult you trust, like someone at home or a teacher, as soon as you can. If "
        "you're in danger right now, ring the emergency number. Revision can wait. Would you like "
        "to stop here?",
    ),
    "distress_reprompt": ("There's no hurry. Please do talk to someone. Shall we stop here?",),
}
_US = {
    "distress": (
        "That sounds really hard, and I'm glad you said it. I'm only a revision owl, so please "
        "talk to an adult you trust, like someone at home or a teacher. You can call or text "
        "nine eight eight, free, at any time. If you're in danger right now, call nine one one. "
        "Studying can wait. Would you like to stop here?",
    ),
    "distress_reprompt": (
        "There's no hurry. You can call nine eight eight at any time. Shall we stop here?",
    ),
}

LOCALES: dict[str, dict[str, tuple[str, ...]]] = {
    "en-GB": _GB,
    "en-US": {**_GB, **_US},
    "en-CA": {**_GB, **_NO_CHILDLINE},
    "en-AU": {**_GB, **_NO_CHILDLINE},
    "en-IN": {**_GB, **_NO_CHILDLINE},
}


def phrases(locale: str) -> dict[str, tuple[str, ...]]:
    """The phrasebook for a locale; British English for one we do not have."""
    return LOCALES.get(locale, _GB)


_KIN = (
    r"(?:dad|daddy|mum|mom|mummy|father|mother|step ?dad|step ?mum|step ?father|step ?mother|uncle|"
    r"aunt|auntie|brother|sister|cousin|grandad|nan|parents|teacher|coach|tutor|boyfriend|girlfriend|"
    r"foster (?:mum|dad|carer)|carer|neighbour)"
)
_HARM = (
    r"(?:hits?|hitting|hurts?|hurting|beats?|beating|punch(?:es|ing)|slaps?|slapping|kicks?|kicking|"
    r"touch(?:es|ed|ing)|abus(?:es|ed|ing)|threaten(?:s|ed|ing)?|bull(?:y|ies|ied|ying)|"
    r"scares|locks|burns|chok(?:es|ed|ing))"
)
DISTRESS: tuple[str, ...] = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|starve|starving|burn|burning|hang|"
    r"drown) myself\b",
    r"\bi (?:just )?(?:want|wanna|wanted|would rather|wish i could|feel like|am going|need|'d rather)"
    r"(?: to)? (?:die|be dead|dying|end it all|end it|end my life|not (?:exist|be here|wake up))\b",
    r"\bi(?:'m|m| am)? (?:gonna|going to) (?:kill myself|end it all|end my life|jump off)\b",
    r"\bi wish i (?:was|were|am|had|could|d)? ?(?:dead|never been born|not alive|disappear)\b",
    r"\bi (?:don't|do not|dont|didn't) (?:want|wanna|deserve)(?: to)? "
    r"(?:live|be alive|be here any ?more|exist|go on living|wake up)\b",
    r"\b(?:i'm|i am|im|i feel|i've been|i have been) (?:feeling )?(?:so |really |very )?suicidal\b",
    r"\bi(?:'m| am|'ve been| have been|m)? (?:keep )?thinking (?:of|about) "
    r"(?:suicide|dying|ending it|killing)\b",
    r"\b(?:better off|happier) without me\b|\bbetter off dead\b",
    r"\bno ?(?:one|body) (?:would|will|'d) (?:care|notice|miss me) if i (?:died|was gone|disappeared|"
    r"went)\b",
    r"\bi(?:'ve| have|'ve just)? (?:taken|took|take) (?:an overdose|too many (?:pills|tablets)|"
    r"loads of (?:pills|tablets))\b",
    r"\bi (?:self harm|self-harm|make myself sick|make myself throw up)\b|\bi've been self harming\b",
    rf"\bmy {_KIN}(?:'s {_KIN})? (?:(?:just|always|often|sometimes|keeps?|kept|is|are|was|has been|has|"
    rf"have been|will|might|did)\s)*{_HARM} (?:me|us|my)\b",
    r"\b(?:someone|somebody|he|she|they|a man|this man|a grown up|an adult|people|kids|everyone)"
    r"(?:'s|'re)? (?:(?:is|are|was|keeps?|kept|has been|have been|always)\s)*"
    r"(?:hurting|hitting|touching|touched|abusing|bullying|threatening|following|beating) me\b",
    r"\bi(?:'m|m| am| was|'ve been| have been| keep|'m always)? (?:being|getting|been) "
    r"(?:bullied|abused|hurt|hit|beaten|threatened|groomed|touched|molested|raped)\b",
    r"\bi (?:was|got|have been) (?:raped|molested|abused|groomed)\b",
    r"\bi(?:'m| am|m) (?:so |really |too )?(?:scared|afraid|frightened|terrified) "
    r"(?:of (?:my|him|her|going home|being at home)|to go (?:home|to school))\b",
    r"\bi(?:'m| am|m) (?:not safe|in danger|unsafe)\b|\bi (?:don't|do not|dont) feel safe\b",
    r"\bi hate (?:myself|my life|being alive)\b",
    r"\bi(?:'m| am|m)? (?:just )?(?:can't|cannot|cant) (?:cope|go on)(?: any ?more)?$",
    r"\bi (?:can't|cannot|cant) (?:take|do|handle) (?:it|this|life) any ?more\b",
    r"\bi (?:feel|am|'m) (?:so |really |completely )?(?:hopeless|worthless|depressed)\b",
    r"\b(?:no ?one|nobody) (?:likes|loves|cares about) me\b",
    r"\bi(?:'m| am|m)? (?:want|wanna|going|gonna|have)(?: to)? (?:run|running|ran) away from home\b",
    r"\bi (?:haven't|have not) (?:eaten|had any food) (?:for|in) (?:\w+ )?days\b",
)
"""First-person, present distress or danger, as regular expressions over plain words."""
