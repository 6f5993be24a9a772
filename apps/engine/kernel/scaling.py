"""Instances that come and go: cold starts, autoscaling by lag, and an operator's own number."""

import math

from ..layout import DOWN, LOCAL, OFF, STARTING, STATION_TIMER, UP
from .consumers import unsettle
from .dispatch import fail, unfinished
from .events import schedule
from .faults import instance_up, restart_instance
from .limits import INSTANCE_STARTED, LOOK_AT_LAG, TOKEN_CAME
from .messages import release, take
from .options import apart, compiled, exported
from .places import consumer, group, instance, message, recommendation, scaling, state, station, subscription
from .statistics import instances_change
from .twins import LEFT


@apart
def station_timer(arena, m):
    """A timer of a station is due."""
    msg = message(arena, m)
    if msg.step == LOOK_AT_LAG:
        look_at_lag(arena, msg.place)
        schedule(arena, state(arena).now + scaling(arena, msg.place).every, m)
        return
    place = msg.place
    step = msg.step
    release(arena, m)
    if step == TOKEN_CAME:
        st = station(arena, place)
        st.limiter = -1
        for i in range(st.first_instance, st.first_instance + st.instances):
            unsettle(arena, i)
    elif step == INSTANCE_STARTED:
        x = instance(arena, place)
        if x.timer == m and x.state == STARTING:
            x.timer = -1
            instance_up(arena, place)


@exported
def watch_lag(arena, z):
    """Autoscaling z begins to look."""
    m = take(arena)
    timer = message(arena, m)
    timer.kind = STATION_TIMER
    timer.step = LOOK_AT_LAG
    timer.place = z
    scaling(arena, z).timer = m
    schedule(arena, state(arena).now + scaling(arena, z).every, m)


@compiled
def look_at_lag(arena, z):
    """What an instance is to have is an average: as many as it takes (AverageValue, HorizontalPodAutoscaler v2)."""
    sc = scaling(arena, z)
    now = state(arena).now
    st = station(arena, sc.station)
    wanted = int(math.ceil(lag_of(arena, sc.station) / sc.target))  # noqa: RUF046 - a float under Numba
    wanted = max(sc.fewest, min(sc.most, wanted))
    if sc.window > 0.0:
        highest = highest_within_window(arena, sc, wanted)
        if wanted < st.wanted:
            wanted = min(st.wanted, highest)
    if now - sc.last_change < sc.cooldown or st.down != 0:
        return
    if wanted != st.wanted:
        sc.last_change = now
        scale(arena, sc.station, wanted)


@compiled
def highest_within_window(arena, sc, wanted):
    """Notes that so many instances are wanted now; the most that were at any look in the stabilisation window
    (stabilizeRecommendationWithBehaviors, horizontal.go of Kubernetes)."""
    now = state(arena).now
    recommendation(arena, sc.first_recommendation + wanted - sc.fewest).at = now
    highest = sc.most
    while (
        highest > wanted and recommendation(arena, sc.first_recommendation + highest - sc.fewest).at <= now - sc.window
    ):
        highest -= 1
    return highest


@compiled
def lag_of(arena, s):
    """Messages and calls that station s has not finished: those that wait for it, and those it works on."""
    st = station(arena, s)
    lag = st.waiting + st.taken
    for t in range(state(arena).subscriptions_count):
        sub = subscription(arena, t)
        if sub.station == s:
            # Who works on messages takes slots as well; their brokers know of those, also of what nobody works on.
            lag += sub.retry_waiting - sub.in_process
            if first_of_group(arena, t):
                lag += unfinished(arena, sub.group)
    return lag


@compiled
def first_of_group(arena, t):
    """Whether subscription t is the first of its station in its group, so that what waits there counts once."""
    sub = subscription(arena, t)
    for earlier in range(group(arena, sub.group).first_subscription, t):
        if subscription(arena, earlier).station == sub.station:
            return False
    return True


@exported
def scale(arena, s, wanted):
    """Station s is to have so many instances: the first of them run, the others are stopped in order.

    One that starts works only after its cold start, and after the fault that keeps it down; one that is stopped
    finishes what it has.
    """
    st = station(arena, s)
    st.wanted = max(0, min(wanted, st.instances))
    for number in range(st.instances):
        i = st.first_instance + number
        x = instance(arena, i)
        if number < st.wanted:
            if x.state == OFF and x.busy == 0:
                # Another process: what the one before remembered by itself went with it.
                x.epoch += 1
            if x.state == OFF and (st.down != 0 or x.struck != 0):
                x.state = DOWN
            elif x.state == OFF:
                restart_instance(arena, i)
        elif x.state == UP or x.state == STARTING or x.state == DOWN:
            stop_instance(arena, i)


@compiled
def stop_instance(arena, i):
    """Brokers hear of it; that of event stores also where a consumer is away already."""
    x = instance(arena, i)
    st = station(arena, x.station)
    if x.state == UP:
        instances_change(arena, st, -1, -x.slots)
    x.state = OFF
    for k in range(state(arena).consumers_count):
        c = consumer(arena, k)
        if c.instance == i and (c.gone == 0 or c.kind == LOCAL):
            c.gone = LEFT if c.gone == 0 else c.gone
            fail(arena, k)
