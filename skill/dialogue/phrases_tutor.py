"""What the owl says as a tutor: other words, lessons, exam answers, a plan, two players."""

TUTOR: dict[str, tuple[str, ...]] = {
    # Said another way
    "otherwise_next": ("Does that help?", "Is that any clearer?"),
    "otherwise_reprompt": ("Say no, and I'll try it another way. Does that help?",),
    "otherwise_none": (
        "That's all the ways I have of saying it. Shall I teach you it step by step?",
        "I've run out of other words. Shall we go through it step by step?",
    ),
    "helped_yes": ("Good. Shall I ask you about it?", "Great. Shall I see if it sticks?"),
    # A lesson
    "lesson_start": ("{what}, in {count}, with a question after each.",),
    "lesson_start_one": ("{what}: a short one, and then a question.",),
    "lesson_which": ("I can teach you {topics}. Which one?",),
    "lesson_else": ("I don't have a lesson on that. I can teach you {topics}. Which one?",),
    "lesson_none": ("I've no lesson on that yet. Shall I quiz you instead?",),
    "lesson_first": ("{piece} Now you: {prompt}",),
    "lesson_next": ("Next. {piece} {prompt}", "On we go. {piece} {prompt}"),
    "lesson_again": (
        "Another way to see it: {piece} {prompt}",
        "Let's turn it round. {piece} {prompt}",
    ),
    "lesson_exit": ("That's the last of it. Now, without help. {prompt}",),
    "lesson_exit_next": ("{prompt}",),
    "lesson_right": ("Yes.", "That's it.", "Right.", "Good."),
    "lesson_done_all": (
        "And that's the lesson: {what}. You had it all at the end.",
        "That's the lesson done, and you got everything at the end.",
    ),
    "lesson_done": ("That's the lesson: {what}. At the end you had {points} out of {total}.",),
    "back_to_it": ("Back to it. {question}", "Now then. {question}"),
    # An exam question
    "exam_none": ("I've no exam questions in this course yet. Shall I quiz you instead?",),
    "exam_start": (
        "This one's for {marks}. Take as many goes as you like, and say: that's it, when you've "
        "finished.",
    ),
    "exam_question": ("{prompt}",),
    "exam_go_on_first": (
        "Okay, I'm listening. Carry on, or say: that's it. What else?",
        "Got that. Anything to add, or is that it?",
    ),
    "exam_go_on": ("Okay. What else?", "Mm-hm. Go on?", "Got that. And?", "Right. Anything more?"),
    "exam_silence": ("No rush. Add to it, or say: that's it. What would you like to say?",),
    "exam_start_help": ("Let's get you going. {tip} What's the first thing that comes to mind?",),
    "exam_score": ("{got} out of {total}.", "I'd give that {got} out of {total}."),
    "exam_earned": ("You earned them with this. {points}.",),
    "exam_missing": ("What would get you more: {points}.",),
    "exam_tip": ("One tip. {tip}",),
    "exam_model_offer": ("Want to hear a model answer?",),
    "exam_model_first": ("Here's one way to do it.",),
    "exam_model_on": ("Shall I go on?", "Ready for the rest?"),
    "exam_model_done": ("That's it. Want to try it again yourself?",),
    "exam_another": ("Another exam question, then?",),
    "exam_shown": ("An exam might ask, for {marks}: {prompt} {tip} Want to try it?",),
    "exam_no_question": ("Start with your strongest point. {text} What would you add?",),
    # A plan
    "plan_when": ("Say a day, like the tenth of May. When's your exam?",),
    "plan_past": ("The day I had for your exam is over. When's the next one?",),
    "plan_no_day": ("There's no such day. When's your exam?",),
    "plan_when_reprompt": ("You could say: in three weeks, or: on Friday. When is it?",),
    "plan_off": (
        "I don't keep anything from one day to the next, so I can't plan ahead. "
        "Shall we do three quick questions?",
    ),
    "plan_later": ("We'll plan once this quiz is done: ask me then.",),
    "plan_today": ("It's today: good luck.",),
    "plan_tomorrow": ("{day}: that's tomorrow.",),
    "plan_days": ("{day}: that's {days} days.",),
    "plan_met": ("{met} of {total} questions met so far.",),
    "plan_all_met": ("You've met every question, so it's about keeping them fresh.",),
    "plan_pace": ("{New} new ones a day gets you through them all.",),
    "plan_short": (
        "There isn't time for everything: {new} new ones a day, the weakest topics first.",
    ),
    "plan_sessions": ("Today, {sessions} goes of ten minutes would do it. Shall we start?",),
    "plan_sessions_one": ("Today, one go of ten minutes does it. Shall we start?",),
    "plan_now_due": ("Nothing new now. Just go over {due} that you know. Shall we?",),
    "plan_now_light": ("Nothing new now: a light go over what you know. Shall we?",),
    "plan_now_new": ("There's time for the main points, a few at a go. Shall we start?",),
    "first_thing": ("Start with this. {headline} Shall I teach you {topic}?",),
    "dates": ("{dates} Shall I go on?",),
    "dates_last": ("{dates} That's the lot. Shall I quiz you on them?",),
    "dates_none": ("There are no dates in this course. Shall I quiz you instead?",),
    "exam_in": ("{days} days to your exam.",),
    "exam_tomorrow": ("It's your exam tomorrow.",),
    "exam_today": ("Good luck today.",),
    # What was missed three times
    "rescue": (
        "Let's come at this one another way.",
        "This one's been a nuisance, so here's another way in.",
    ),
    "rescue_picture": ("Here's something to hang the next one on. {text}",),
    # Two players
    "player_name_1": ("red",),
    "player_name_2": ("blue",),
    "player_1": ("Red. {prompt}", "Red, for you. {prompt}"),
    "player_2": ("Blue. {prompt}", "Blue, your turn. {prompt}"),
    "play_start": (
        "Two players: {first} goes first, then {second}. {each} each, and only the one whose turn it "
        "is may answer.",
    ),
    "game_won": ("{winner} wins, with {points} to {other}. Well played, {loser}.",),
    "game_drawn": ("It's a draw: {points} each.",),
    "profile": ("Hello, {animal}. A question, or a quiz?", "Right, {animal}. What shall we do?"),
    "profile_off": ("I don't keep anything from one day to the next. What would you like to do?",),
    "profile_off_quiz": ("I don't keep anything from one day to the next.",),
    "not_me": ("Done: that one's {animal}'s. What next?",),
    "not_me_quiz": ("Done: that one's {animal}'s.",),
    "not_me_none": ("There's no mark to move. What next?",),
    "not_me_none_quiz": ("There's no mark to move yet.",),
    "play_again": ("Another round?",),
}
