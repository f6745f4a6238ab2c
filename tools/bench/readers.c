/* Many open screens: connects N readers to /stream/, says when all have heard a first beat, then for each
   announcement how long it took to reach them.

   readers PORT N EVENTS SECONDS [QUERIES]
   QUERIES is a file with one query string a reader. An announcement holds "bench:<CLOCK_MONOTONIC ns>".
   Prints "READY open failed seconds" and for each announcement "EVENT heard p50 p99 max" in milliseconds. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTING, ASKED, OPEN, CLOSED };
enum { ROOM = 4096, AT_ONCE = 128, QUERY = 1024 };

struct reader {
    int fd, state, length;
    char heard[ROOM];
};

struct announcement {
    long long stamp;
    int count;
    double *delays;
};

static struct announcement *announcements;
static int known, expected, readers_count;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void note(long long stamp, long long at) {
    int i = 0;
    while (i < known && announcements[i].stamp != stamp) i++;
    if (i == known) {
        if (known == expected) return;
        announcements[known].stamp = stamp;
        announcements[known].delays = malloc(sizeof(double) * readers_count);
        known++;
    }
    if (announcements[i].count < readers_count)
        announcements[i].delays[announcements[i].count++] = (at - stamp) / 1e6;
}

/* Take whole announcements out of what was heard; keep what may be the start of another. */
static void listen_to(struct reader *r) {
    long long at = now();
    char *from = r->heard, *end = r->heard + r->length, *found;
    while ((found = memmem(from, end - from, "bench:", 6))) {
        char *quote = memchr(found, '"', end - found);
        if (!quote) break;
        note(atoll(found + 6), at);
        from = quote;
    }
    int rest = end - from;
    if (!found && rest > 6) from = end - 6, rest = 6;
    memmove(r->heard, from, rest);
    r->length = rest;
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    int port = atoi(argv[1]), wanted = atoi(argv[2]), pending = 0, begun = 0, open_ = 0, failed = 0, said = 0;
    double patience = atof(argv[4]);
    FILE *queries = argc > 5 ? fopen(argv[5], "r") : NULL;
    readers_count = wanted;
    expected = atoi(argv[3]);
    announcements = calloc(expected + 1, sizeof *announcements);
    struct reader *readers = calloc(wanted, sizeof *readers);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int poll = epoll_create1(0);
    struct epoll_event events[512];
    long long start = now();
    while ((now() - start) / 1e9 < patience) {
        while (begun < wanted && pending < AT_ONCE) {
            struct reader *r = &readers[begun];
            r->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            if (r->fd < 0 || (connect(r->fd, (void *)&to, sizeof to) < 0 && errno != EINPROGRESS)) {
                failed++, begun++, r->state = CLOSED;
                continue;
            }
            struct epoll_event e = {.events = EPOLLOUT, .data.u32 = begun};
            epoll_ctl(poll, EPOLL_CTL_ADD, r->fd, &e);
            pending++, begun++;
        }
        int count = epoll_wait(poll, events, 512, 50);
        for (int i = 0; i < count; i++) {
            struct reader *r = &readers[events[i].data.u32];
            if (r->state == CONNECTING) {
                char query[QUERY] = "", request[QUERY + 256];
                if (queries && fgets(query, sizeof query, queries)) query[strcspn(query, "\n")] = 0;
                int size = snprintf(request, sizeof request,
                                    "GET /stream/?%s HTTP/1.1\r\nHost: localhost:%d\r\n"
                                    "Accept: text/event-stream\r\nCookie: sessionid=bench\r\n\r\n", query, port);
                struct epoll_event e = {.events = EPOLLIN, .data.u32 = events[i].data.u32};
                if (send(r->fd, request, size, MSG_NOSIGNAL) != size) {
                    failed++, pending--, close(r->fd), r->state = CLOSED;
                    continue;
                }
                r->state = ASKED;
                epoll_ctl(poll, EPOLL_CTL_MOD, r->fd, &e);
                continue;
            }
            if (r->state == CLOSED) continue;
            if (r->length > ROOM - 1024) r->length = 0;
            int got = recv(r->fd, r->heard + r->length, ROOM - r->length, 0);
            if (got <= 0) {
                if (got < 0 && errno == EAGAIN) continue;
                if (r->state == ASKED) pending--, failed++;
                close(r->fd), r->state = CLOSED;
                continue;
            }
            r->length += got;
            if (r->state == ASKED && memmem(r->heard, r->length, "event: beat", 11)) {
                r->state = OPEN, pending--, open_++;
            }
            if (r->state == OPEN) listen_to(r);
        }
        if (!said && begun == wanted && pending == 0) {
            said = 1;
            printf("READY %d %d %.3f\n", open_, failed, (now() - start) / 1e9);
            fflush(stdout);
            if (expected == 0) return 0;
        }
        int whole = known == expected;
        for (int i = 0; whole && i < known; i++) whole = announcements[i].count >= open_;
        if (said && whole) break;
    }
    for (int i = 0; i < known; i++) {
        struct announcement *a = &announcements[i];
        qsort(a->delays, a->count, sizeof(double), by_size);
        printf("EVENT %d %.2f %.2f %.2f\n", a->count, a->delays[a->count / 2], a->delays[(int)(a->count * 0.99)],
               a->delays[a->count - 1]);
    }
    return 0;
}
