/* What the promises of the norm pass cost, one by one: the limit's norm pass of float, and what is added to it.
 *
 * clip_pieces_0 is the limit. Each of the next ones has one thing more, until the order of summation is the one that FusedClip's kernels
 * have (docs/numerics.md), and the bits are:
 *
 *   1  the last sums are taken in double
 *   2  long fields end a block after 8 rows of 64 elements; its lanes are folded and go on in double
 *   3  short fields and tails count their rows, so that their blocks end, too
 *   4  an element's lane is its number's, wherever the field begins: masks at both ends of a block, lanes turned back
 *   5  two blocks are added as floats before they go on in double
 *   6  lanes are halved once more before they do
 *
 * clip_pieces_eight is the limit with eight registers of lanes instead of four: what those processors gain by it that start two
 * multiply-adds of 512 bits in a cycle.
 *
 *   gcc -O3 -march=native -shared -fPIC -o libclippieces.so clip_pieces.c -lm
 *
 *   double clip_pieces_N(float **fields, const int64_t *lengths, int64_t count);
 *
 * Needs AVX-512.
 */
#include <immintrin.h>
#include <math.h>
#include <stdint.h>

typedef __m512 Floats;
typedef __m512d Doubles;

enum { DOUBLE_SUMS = 1, BLOCKS, COUNTED_ROWS, NUMBERED_LANES, PAIRS, HALVES };

/* Elements: of a vector, of a row, of a block; from LONG_FIELD on a field is worth the steps to an aligned address. */
enum { W = 16, ROW = 64, ROWS = 8, LONG_FIELD = 256 };

#define INLINE static inline __attribute__((always_inline))

INLINE Floats load(const float *p) { return _mm512_loadu_ps(p); }
INLINE Floats add(Floats sum, Floats x) { return _mm512_fmadd_ps(x, x, sum); }
INLINE __mmask16 first(int64_t n) { return (__mmask16)((1u << n) - 1); }

/* Four registers of lanes. */
typedef struct { Floats a, b, c, d; } Lanes;

INLINE Lanes no_lanes(void) { Floats zero = _mm512_setzero_ps(); return (Lanes){ zero, zero, zero, zero }; }

INLINE Lanes add_row(Lanes l, const float *p)
{
    return (Lanes){ add(l.a, load(p)), add(l.b, load(p + W)), add(l.c, load(p + 2 * W)), add(l.d, load(p + 3 * W)) };
}

INLINE Floats fold(Lanes l) { return _mm512_add_ps(_mm512_add_ps(l.a, l.c), _mm512_add_ps(l.b, l.d)); }

/* The sums in double. */
typedef struct { Doubles lower, upper; } Sums;

INLINE __m256 upper_half(Floats x) { return _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(x), 1)); }

/* Adds folded lanes, which begin at lane -head. */
INLINE Sums add_folded(Sums s, Floats x, __m512i turn, int with)
{
    if (with >= HALVES) {
        __m256 half = _mm256_add_ps(_mm512_castps512_ps256(x), upper_half(x));
        half = _mm256_permutexvar_ps(_mm512_castsi512_si256(turn), half);
        s.lower = _mm512_add_pd(s.lower, _mm512_cvtps_pd(half));
        return s;
    }
    if (with >= NUMBERED_LANES) x = _mm512_permutexvar_ps(turn, x);
    s.lower = _mm512_add_pd(s.lower, _mm512_cvtps_pd(_mm512_castps512_ps256(x)));
    s.upper = _mm512_add_pd(s.upper, _mm512_cvtps_pd(upper_half(x)));
    return s;
}

/* The rows of a long field in blocks of their own; returns the number of elements in them. */
INLINE int64_t add_blocks(Sums *sums, const float *p, int64_t n, int with)
{
    int64_t rows = n / ROW, in_rows = rows * ROW;
    int64_t head = with >= NUMBERED_LANES ? (int64_t)((uintptr_t)p / sizeof(float) % W) : 0;
    __mmask16 from_head = (__mmask16)(0xFFFFu << head);
    __m512i turn = _mm512_add_epi32(
        _mm512_set1_epi32((int)head), _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    Floats edge = _mm512_maskz_loadu_ps(from_head, p - head), waiting = _mm512_setzero_ps();
    int is_second = 0;
    p -= head;
    while (rows > 0) {
        int64_t in_block = rows < ROWS ? rows : ROWS;
        Lanes l = {
            _mm512_mul_ps(edge, edge), add(_mm512_setzero_ps(), load(p + W)),
            add(_mm512_setzero_ps(), load(p + 2 * W)), add(_mm512_setzero_ps(), load(p + 3 * W)) };
        p += ROW;
        rows -= in_block;
        if (rows > 0) {
            for (int row = 1; row < ROWS; row++, p += ROW) l = add_row(l, p);
            edge = load(p);
        } else {
            while (--in_block > 0) l = add_row(l, p), p += ROW;
            edge = _mm512_maskz_loadu_ps(first(head), p);
        }
        if (with >= NUMBERED_LANES) {
            l.a = add(l.a, _mm512_maskz_mov_ps((__mmask16)~from_head, edge));
            edge = _mm512_maskz_mov_ps(from_head, edge);
        }
        Floats folded = fold(l);
        if (with < PAIRS) {
            *sums = add_folded(*sums, folded, turn, with);
        } else if (is_second || rows == 0) {
            *sums = add_folded(*sums, is_second ? _mm512_add_ps(waiting, folded) : folded, turn, with);
            is_second = 0;
        } else {
            waiting = folded;
            is_second = 1;
        }
    }
    return in_rows;
}

INLINE double total(Doubles s)
{
    __m256d half = _mm256_add_pd(_mm512_castpd512_pd256(s), _mm512_extractf64x4_pd(s, 1));
    __m128d quarter = _mm_add_pd(_mm256_castpd256_pd128(half), _mm256_extractf128_pd(half, 1));
    return quarter[0] + quarter[1];
}

INLINE double norm(float **fields, const int64_t *lengths, int64_t count, const int with, const int registers)
{
    Lanes l = no_lanes(), m = l;
    Sums sums = { _mm512_setzero_pd(), _mm512_setzero_pd() }, of_long = sums;
    const __m512i in_place = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    int64_t filled = 0;
    for (int64_t i = 0; i < count; i++) {
        const float *p = fields[i];
        int64_t n = lengths[i];
        if (n > LONG_FIELD) {
            if (with < NUMBERED_LANES) {
                int64_t head = (int64_t)((-(uintptr_t)p % 64) / sizeof(float));
                l.d = add(l.d, _mm512_maskz_loadu_ps(first(head), p));
                p += head, n -= head;
            }
            if (with >= BLOCKS) {
                int64_t in_rows = add_blocks(&of_long, p, n, with);
                p += in_rows, n -= in_rows;
            }
        }
        if (with >= COUNTED_ROWS) {
            int64_t rows = (n + ROW - 1) / ROW;
            if (filled + rows > ROWS) {
                sums = add_folded(sums, fold(l), in_place, with);
                l = no_lanes();
                filled = 0;
            }
            filled += rows;
        }
        if (registers == 8) {
            for (; n >= 2 * ROW; n -= 2 * ROW, p += 2 * ROW) l = add_row(l, p), m = add_row(m, p + ROW);
        }
        for (; n >= ROW; n -= ROW, p += ROW) l = add_row(l, p);
        if (n >= 2 * W) {
            l.a = add(l.a, load(p));
            l.b = add(l.b, load(p + W));
            p += 2 * W, n -= 2 * W;
        }
        if (n >= W) {
            l.c = add(l.c, load(p));
            p += W, n -= W;
        }
        if (n > 0) l.d = add(l.d, _mm512_maskz_loadu_ps(first(n), p));
    }
    if (registers == 8) l = (Lanes){ _mm512_add_ps(l.a, m.a), _mm512_add_ps(l.b, m.b), _mm512_add_ps(l.c, m.c), _mm512_add_ps(l.d, m.d) };
    if (with < DOUBLE_SUMS) return sqrtf(_mm512_reduce_add_ps(fold(l)));
    sums = add_folded(sums, fold(l), in_place, with);
    Doubles all = _mm512_add_pd(sums.lower, of_long.lower);
    return sqrt(total(with >= HALVES ? all : _mm512_add_pd(all, _mm512_add_pd(sums.upper, of_long.upper))));
}

#define PIECES(WITH) \
double clip_pieces_##WITH(float **fields, const int64_t *lengths, int64_t count) { return norm(fields, lengths, count, WITH, 4); }

PIECES(0)
PIECES(1)
PIECES(2)
PIECES(3)
PIECES(4)
PIECES(5)
PIECES(6)

double clip_pieces_eight(float **fields, const int64_t *lengths, int64_t count) { return norm(fields, lengths, count, 0, 8); }
