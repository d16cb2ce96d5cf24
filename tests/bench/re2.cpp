// RE2 in C++: through Python each match would cost more than finding it.
#include <re2/re2.h>

extern "C" {

void *bench_re2(const char *pattern)
{
    RE2::Options options(RE2::Latin1);
    options.set_max_mem(int64_t{1} << 29);
    RE2 *made = new RE2(pattern, options);
    if (made->ok())
        return made;
    delete made;
    return nullptr;
}

// How often the pattern is found.
size_t bench_re2_count(const void *pattern, const char *data, size_t length)
{
    size_t found = 0, at = 0;
    re2::StringPiece text(data, length), match;
    while (at < length && static_cast<const RE2 *>(pattern)->Match(text, at, length, RE2::UNANCHORED, &match, 1)) {
        found++;
        at = static_cast<size_t>(match.data() - data) + match.size();
    }
    return found;
}
}
