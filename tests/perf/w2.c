/* W2 as a program of its own: what the machine gives when nothing is general. The limit beside which engines stand.
 *
 * One binary heap of (time, order), ties broken by order; messages in an array with a free list, waiting ones linked
 * through it; xoshiro256+. Usage: w2 UNTIL SEED RATE KEYS PARTITIONS LATENCY WORK FAILS RETRIES BACKOFF
 * Prints: begun arrived retried completed failed dead, and the seconds of processor time that the loop took.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BEGIN, ARRIVE, AGAIN, DONE };
enum { INDEX_BITS = 24, MOST = 1 << 20 };

typedef struct { double time; int64_t order; } Event;
typedef struct { int32_t next, key, attempt, kind; } Message;
typedef struct { int32_t busy, head, tail, waiting; } Partition;

static Event heap[MOST];
static Message messages[MOST];
static Partition *partitions;
static int64_t pending, sequence;
static int32_t unused;
static uint64_t bits[4];

static uint64_t turned(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

static double uniform(void) {
    const uint64_t drawn = bits[0] + bits[3], t = bits[1] << 17;
    bits[2] ^= bits[0]; bits[3] ^= bits[1]; bits[1] ^= bits[2]; bits[0] ^= bits[3];
    bits[2] ^= t; bits[3] = turned(bits[3], 45);
    return ((drawn >> 11) + 1) * (1.0 / 9007199254740992.0);
}

static double exponential(double mean) { return -mean * log(uniform()); }

static int sooner(Event a, Event b) { return a.time < b.time || (a.time == b.time && a.order < b.order); }

static void schedule(double time, int32_t m) {
    const Event event = { time, sequence++ << INDEX_BITS | m };
    int64_t i = pending++;
    while (i > 0 && sooner(event, heap[(i - 1) / 2])) { heap[i] = heap[(i - 1) / 2]; i = (i - 1) / 2; }
    heap[i] = event;
}

static Event first(void) {
    const Event top = heap[0], last = heap[--pending];
    int64_t i = 0, child;
    while ((child = 2 * i + 1) < pending) {
        if (child + 1 < pending && sooner(heap[child + 1], heap[child])) child++;
        if (!sooner(heap[child], last)) break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return top;
}

static int32_t take(void) {
    const int32_t m = unused;
    if (m < 0) { fputs("too many messages in flight\n", stderr); exit(2); }
    unused = messages[m].next;
    return m;
}

static void release(int32_t m) { messages[m].next = unused; unused = m; }

int main(int count, char **given) {
    if (count != 11) { fputs("w2 takes ten numbers\n", stderr); return 2; }
    const double until = atof(given[1]), rate = atof(given[3]), latency = atof(given[6]), work = atof(given[7]);
    const double fails = atof(given[8]), backoff = atof(given[10]);
    const int keys = atoi(given[4]), lanes = atoi(given[5]), retries = atoi(given[9]);
    uint64_t seed = strtoull(given[2], NULL, 10);
    for (int i = 0; i < 4; i++) {  /* splitmix64 */
        uint64_t z = seed += 0x9e3779b97f4a7c15u;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        bits[i] = z ^ z >> 31;
    }
    for (int32_t m = 0; m < MOST; m++) messages[m].next = m + 1 < MOST ? m + 1 : -1;
    partitions = calloc(lanes, sizeof *partitions);
    for (int p = 0; p < lanes; p++) partitions[p].busy = -1;

    long begun = 0, arrived = 0, retried = 0, completed = 0, failed = 0, dead = 0;
    const clock_t started = clock();
    const int32_t source = take();
    messages[source].kind = BEGIN;
    schedule(exponential(1.0 / rate), source);
    while (pending > 0 && heap[0].time <= until) {
        const Event event = first();
        const double now = event.time;
        const int32_t m = event.order & ((1 << INDEX_BITS) - 1);
        Message *message = &messages[m];
        if (message->kind == BEGIN) {
            const int32_t born = take();
            begun++;
            messages[born] = (Message){ -1, (int32_t)(uniform() * keys) % keys, 0, ARRIVE };
            schedule(now + latency, born);
            schedule(now + exponential(1.0 / rate), m);
            continue;
        }
        Partition *partition = &partitions[message->key % lanes];
        if (message->kind == DONE) {
            if (uniform() > fails) {
                completed++;
                release(m);
            } else {
                failed++;
                if (message->attempt == retries) { dead++; release(m); }
                else {
                    message->kind = AGAIN;
                    schedule(now + backoff * (double)(1 << message->attempt++) * (0.5 + 0.5 * uniform()), m);
                }
            }
            partition->busy = -1;
            if (partition->waiting > 0) {
                const int32_t next = partition->head;
                partition->head = messages[next].next;
                partition->waiting--;
                partition->busy = next;
                messages[next].kind = DONE;
                schedule(now + exponential(work), next);
            }
            continue;
        }
        if (message->kind == ARRIVE) arrived++; else retried++;
        if (partition->busy < 0) {
            partition->busy = m;
            message->kind = DONE;
            schedule(now + exponential(work), m);
        } else {
            message->next = -1;
            if (partition->waiting++ > 0) messages[partition->tail].next = m; else partition->head = m;
            partition->tail = m;
        }
    }
    const double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
    printf("%ld %ld %ld %ld %ld %ld %.9f\n", begun, arrived, retried, completed, failed, dead, seconds);
    return 0;
}
