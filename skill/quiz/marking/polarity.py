"""Whether a word in an utterance is asserted or denied, and which words are opposites."""

from functools import lru_cache

from skill.language.stems import stem

_NEGATORS = frozenset(
    "not never isn't wasn't aren't weren't don't doesn't didn't won't can't cannot couldn't wouldn't shouldn't "
    "haven't hasn't hadn't nor neither without no ain't nothing none nobody".split()
)
_SKIP = frozenset(
    "a an the to be been being it is was were are really just actually very that called do by in of on at for "
    "have had got get he she they them their his her its even any as with from some like such necessarily".split()
)
_PHRASES = (("rather", "than"), ("instead", "of"), ("other", "than"), ("apart", "from"), ("as", "opposed", "to"),
            ("anything", "but"), ("except", "for"), ("opposite", "of"), ("except",))  # fmt: skip

_PAIRS = """rise grow increase up climb gain expand boost improve higher high more upward larger bigger double triple soar
fall drop decrease down decline lose shrink reduce worsen lower low less few fewer downward smaller halve plummet

hot warm heat
cold cool

strong
weak

rich
poor

fast quick speed
slow

big large great huge massive
small little tiny

start begin open
end finish stop close

win victory success succeed
lose defeat failure fail

import
export

worthless useless
valuable useful

attract
repel

absorb gain
release emit lose give

positive
negative

true
false

before earlier
after later

in into inside inward enter
out outside outward exit leave

north northern
south southern

east eastern
west western

left
right

top
bottom

agree support
disagree oppose

allow permit
ban forbid prevent

legal
illegal

love
hate

trust
distrust

thick
thin

wide
narrow

deep
shallow

hard
soft

dense
sparse

cheap
expensive costly

safe
dangerous

join
leave

build create make
destroy demolish

increase
decrease

maximum most
minimum least

concentrated
dilute

always
never

oxidise oxidation
reduce reduction

attack
defend retreat

old
new young

urban
rural

add
remove subtract

multiply
divide

long
short

near close
far

heavy
light

wet
dry

full
empty

push
pull

male
female

public
private

direct
indirect

towards toward back
away

inside inner
outside outer

inwards
outwards

clockwise
anticlockwise

sunny bright light
dark dim

soft gentle
harsh hard

war
peace

friend
enemy

permit
prohibit

freeze solidify
melt

evaporate
condense

charge
discharge

sink
float unsinkable

calm
rough

plant
cut fell chop

save
spend cost expensive waste

sack fire dismiss
promote hire employ

punish
reward

refuse deny
grant accept give

live survive
die perish

kill
save

rich wealthy richer
poor poorer

praise
blame criticise

happy
sad unhappy

speed accelerate
slow decelerate

unite
divide

day
night

summer
winter

first
last

more
less few fewer

win
lose

strengthen
weaken

widen
narrow

shorten
lengthen

tighten
loosen

appear
disappear

arrive
depart

asset
liability

employ
dismiss

free
captive trapped

secure
insecure

voluntary
compulsory

profit
loss

income
expenditure

supply
demand

inflow
outflow

tall
short

clean
dirty

easy
hard

humid wet
dry arid

solid
liquid

acid acidic
alkali alkaline

gentle
steep

major
minor

optimist
pessimist

guilty
innocent

peaceful
violent

legal
illegal

stable
unstable

upper
lower

contract
expand relax

encourage
discourage

centralise
decentralise

accept
reject refuse

similar same
different opposite

transparent
opaque

lend
borrow

majority
minority

superior
inferior

ally
enemy

innocent
guilty

simple easy
complex difficult

cause
prevent

constant
vary

visible
invisible

natural
artificial

active
passive

permanent
temporary

sender
receiver

input
output
"""
_PREFIXES = (
    ("endo", "exo"), ("hyper", "hypo"), ("inter", "intra"), ("over", "under"), ("pre", "post"), ("macro", "micro"),
    ("mono", "poly"), ("homo", "hetero"), ("centri", "centro"), ("an", "cat"), ("max", "min"), ("in", "out"),
    ("im", "ex"), ("in", "ex"), ("as", "des"), ("ac", "de"), ("in", "de"), ("up", "down"), ("pro", "anti"),
    ("eu", "pro"), ("up", "low"), ("out", "in"), ("sub", "super"), ("con", "di"), ("intro", "extro"), ("lat", "long"),
)  # fmt: skip
_DENIAL = ("un", "in", "im", "il", "ir", "non", "dis", "an", "a", "de", "anti", "mis")


def _tables() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for block in _PAIRS.strip().split("\n\n"):
        first, second = (line.split() for line in block.split("\n"))
        for one, other in ((first, second), (second, first)):
            for word in one:
                table.setdefault(stem(word), set()).update(stem(w) for w in other)
    return {word: frozenset(others) for word, others in table.items()}


_OPPOSITES = _tables()


@lru_cache(maxsize=20_000)
def opposite(first: str, second: str) -> bool:
    """Whether two words (not stems) pull in opposite directions."""
    a, b = stem(first), stem(second)
    if a == b or "another" in (first, second):
        return False
    if b in _OPPOSITES.get(a, ()):
        return True
    return _by_prefix(first, second) or _by_prefix(second, first)


def _by_prefix(first: str, second: str) -> bool:
    """ "endothermic" against "exothermic", "organic" against "inorganic"."""
    for one, other in _PREFIXES:
        if first.startswith(one) and second.startswith(other):
            tail, rest = first[len(one) :], second[len(other) :]
            if len(tail) > 3 and stem(tail) == stem(rest):
                return True
    for prefix in _DENIAL:
        if (
            second.startswith(prefix)
            and len(first) > 3
            and stem(second[len(prefix) :]) == stem(first)
        ):
            return True
    if first.endswith("less") and second.endswith("ful") and first[:-4] == second[:-3]:
        return True
    return False


def is_negator(word: str) -> bool:
    """Whether the word denies what follows."""
    return word in _NEGATORS or word.endswith("n't")


def denied(tokens: list[str], at: int, reach: int = 5) -> bool:
    """Whether the word at `at` stands under a negation ("it's not the artery")."""
    left = tokens[max(0, at - reach) : at]
    for size in (3, 2, 1):
        for phrase in _PHRASES:
            if len(phrase) == size and len(left) >= size:
                tail = [w for w in left if w not in ("the", "a", "an")]
                if tuple(tail[-size:]) == phrase:
                    return True
    for word in reversed(left):
        if is_negator(word):
            return True
        if word not in _SKIP:
            return False
    return False


def negations(tokens: list[str]) -> int:
    """How many denials there are."""
    return sum(is_negator(token) for token in tokens)
