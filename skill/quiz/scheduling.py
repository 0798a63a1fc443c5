"""From how an answer went to when the item comes back."""

from skill.learner.review import Rating, recall_chance, review

__all__ = ["Rating", "rating_for", "recall_chance", "review"]


def rating_for(credit: float, hints: int = 0, tries: int = 1, override: bool = False) -> Rating:
    """The FSRS rating of one asking.

    `credit` is the mark from 0 to 1, `hints` how many were heard, `tries` how many times the
    learner answered, `override` that the learner said "I was right" and was believed.

    FSRS is fitted on Anki's four buttons, whose manual says: "Again" when the answer was not
    recalled, "Hard", "Good" and "Easy" when it was, and never "Hard" for a failure, since
    FSRS takes it for a success (docs.ankiweb.net/studying.html). So:

    * again: under half of the mark; or it took two hints or a third try, for then it was
      recognised rather than recalled (retrieval that is cued strengthens a memory less:
      Carpenter and DeLosh, Memory & Cognition 34, 2006);
    * hard: half of the mark or more, or right after one hint or at the second try;
    * good: right, at once and unaided; and "I was right", which is the learner's own word
      for a recall that was heard badly, so hints still count but the tries do not;
    * easy: never. It stands for how effortless it felt, and a voice skill cannot tell that
      from thinking time, a slow connection or a pause to stir the soup.
    """
    if override:
        credit, tries = 1.0, 1
    if credit < 0.5 or hints >= 2 or tries >= 3:
        return "again"
    if credit < 1 or hints or tries == 2:
        return "hard"
    return "good"
