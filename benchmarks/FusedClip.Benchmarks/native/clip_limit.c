/* How fast the machine can clip by an L2 norm: the yardstick of FusedClip's benchmarks.
 *
 * Nothing is promised here but the speed. The sums run in whatever order is fastest, in the type of the elements;
 * squares may overflow; the result may end a rounding above the limit. What FusedClip takes longer is the price of its
 * promises.
 *
 * The benchmark compiles it where it runs, and calls it with the very buffers that FusedClip gets:
 *
 *   gcc -O3 -march=native -shared -fPIC -o libcliplimit.so clip_limit.c -lm
 *
 *   float  clip_limit_f32(float **fields, const int64_t *lengths, int64_t count, float max_norm);
 *   double clip_limit_f64(double **fields, const int64_t *lengths, int64_t count, double max_norm);
 *
 * return the norm before clipping, and scale in place where it exceeds max_norm.
 *
 * With AVX-512, by hand: four accumulators; long fields read and written from a 64-byte line on; 256-bit vectors to scale
 * the short ones. Without it: plain loops in which the compiler may add in any order and vectorise as it likes.
 */
#include <math.h>
#include <stdint.h>

#ifdef __AVX512F__
#include <immintrin.h>

/* A field from here on is worth the steps to an aligned address, in bytes. */
enum { LONG_FIELD = 1024, LINE = 64 };

/* One function body for both element types: T, its vectors of 512 and 256 bits, and the suffixes of the intrinsics. */
#define CLIP_LIMIT(NAME, T, V512, V256, P, MASK, ROOT) \
 \
static inline MASK NAME##_first(int64_t n) { return (MASK)((1u << n) - 1); } \
 \
static inline T NAME##_norm(T **fields, const int64_t *lengths, int64_t count) \
{ \
    enum { W = LINE / sizeof(T) }; \
    V512 a0 = _mm512_setzero_##P(), a1 = a0, a2 = a0, a3 = a0; \
    for (int64_t i = 0; i < count; i++) { \
        const T *p = fields[i]; \
        int64_t n = lengths[i]; \
        if (n * (int64_t)sizeof(T) >= LONG_FIELD) { \
            int64_t head = (int64_t)((-(uintptr_t)p % LINE) / sizeof(T)); \
            V512 v = _mm512_maskz_loadu_##P(NAME##_first(head), p); \
            a3 = _mm512_fmadd_##P(v, v, a3); \
            p += head, n -= head; \
        } \
        for (; n >= 4 * W; n -= 4 * W, p += 4 * W) { \
            V512 v0 = _mm512_loadu_##P(p), v1 = _mm512_loadu_##P(p + W); \
            V512 v2 = _mm512_loadu_##P(p + 2 * W), v3 = _mm512_loadu_##P(p + 3 * W); \
            a0 = _mm512_fmadd_##P(v0, v0, a0); \
            a1 = _mm512_fmadd_##P(v1, v1, a1); \
            a2 = _mm512_fmadd_##P(v2, v2, a2); \
            a3 = _mm512_fmadd_##P(v3, v3, a3); \
        } \
        if (n >= 2 * W) { \
            V512 v0 = _mm512_loadu_##P(p), v1 = _mm512_loadu_##P(p + W); \
            a0 = _mm512_fmadd_##P(v0, v0, a0); \
            a1 = _mm512_fmadd_##P(v1, v1, a1); \
            p += 2 * W, n -= 2 * W; \
        } \
        if (n >= W) { \
            V512 v = _mm512_loadu_##P(p); \
            a2 = _mm512_fmadd_##P(v, v, a2); \
            p += W, n -= W; \
        } \
        if (n > 0) { \
            V512 v = _mm512_maskz_loadu_##P(NAME##_first(n), p); \
            a3 = _mm512_fmadd_##P(v, v, a3); \
        } \
    } \
    return ROOT(_mm512_reduce_add_##P(_mm512_add_##P(_mm512_add_##P(a0, a1), _mm512_add_##P(a2, a3)))); \
} \
 \
/* The ends are read before and written after the aligned middle, which they overlap. */ \
static inline void NAME##_scale_long(T *p, int64_t n, T factor) \
{ \
    enum { W = LINE / sizeof(T) }; \
    V512 c = _mm512_set1_##P(factor); \
    T *start = p, *end = p + n; \
    V512 first = _mm512_mul_##P(_mm512_loadu_##P(p), c); \
    V512 last = _mm512_mul_##P(_mm512_loadu_##P(end - W), c); \
    p = (T *)(((uintptr_t)p + LINE - 1) & ~(uintptr_t)(LINE - 1)); \
    for (; p + 4 * W <= end; p += 4 * W) { \
        V512 v0 = _mm512_mul_##P(_mm512_load_##P(p), c); \
        V512 v1 = _mm512_mul_##P(_mm512_load_##P(p + W), c); \
        V512 v2 = _mm512_mul_##P(_mm512_load_##P(p + 2 * W), c); \
        V512 v3 = _mm512_mul_##P(_mm512_load_##P(p + 3 * W), c); \
        _mm512_store_##P(p, v0); \
        _mm512_store_##P(p + W, v1); \
        _mm512_store_##P(p + 2 * W, v2); \
        _mm512_store_##P(p + 3 * W, v3); \
    } \
    for (; p + W <= end; p += W) _mm512_store_##P(p, _mm512_mul_##P(_mm512_load_##P(p), c)); \
    _mm512_storeu_##P(start, first); \
    _mm512_storeu_##P(end - W, last); \
} \
 \
static inline void NAME##_scale_short(T *p, int64_t n, T factor) \
{ \
    enum { W = LINE / 2 / sizeof(T) }; \
    if (n < W) { \
        for (int64_t i = 0; i < n; i++) p[i] *= factor; \
        return; \
    } \
    V256 c = _mm256_set1_##P(factor); \
    T *end = p + n; \
    V256 last = _mm256_mul_##P(_mm256_loadu_##P(end - W), c); \
    for (; p + W <= end; p += W) _mm256_storeu_##P(p, _mm256_mul_##P(_mm256_loadu_##P(p), c)); \
    _mm256_storeu_##P(end - W, last); \
} \
 \
T NAME(T **fields, const int64_t *lengths, int64_t count, T max_norm) \
{ \
    T norm = NAME##_norm(fields, lengths, count); \
    if (norm > max_norm) { \
        T factor = max_norm / norm; \
        for (int64_t i = 0; i < count; i++) { \
            if (lengths[i] * (int64_t)sizeof(T) >= LONG_FIELD) NAME##_scale_long(fields[i], lengths[i], factor); \
            else NAME##_scale_short(fields[i], lengths[i], factor); \
        } \
    } \
    return norm; \
}

CLIP_LIMIT(clip_limit_f32, float, __m512, __m256, ps, __mmask16, sqrtf)
CLIP_LIMIT(clip_limit_f64, double, __m512d, __m256d, pd, __mmask8, sqrt)

#else

#define CLIP_LIMIT(NAME, T, ROOT) \
__attribute__((optimize("O3", "fast-math"))) \
T NAME(T **fields, const int64_t *lengths, int64_t count, T max_norm) \
{ \
    T sum = 0; \
    for (int64_t i = 0; i < count; i++) \
        for (int64_t j = 0; j < lengths[i]; j++) sum += fields[i][j] * fields[i][j]; \
    T norm = ROOT(sum); \
    if (norm > max_norm) { \
        T factor = max_norm / norm; \
        for (int64_t i = 0; i < count; i++) \
            for (int64_t j = 0; j < lengths[i]; j++) fields[i][j] *= factor; \
    } \
    return norm; \
}

CLIP_LIMIT(clip_limit_f32, float, sqrtf)
CLIP_LIMIT(clip_limit_f64, double, sqrt)

#endif
