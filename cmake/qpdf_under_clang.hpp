// Read before all else where clang compiles what includes qpdf (the fuzz preset alone): in C++20, clang looks into the destructor of a vector of JSON
// while JSON is still incomplete (qpdf/JSON.hh 11.3), because libstdc++ 12 declares it constexpr. Here it does not. No vector<bool> is filled there.
#pragma once

#include <memory>
#include <string>
#include <tuple>
#pragma push_macro("_GLIBCXX20_CONSTEXPR")
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 __fill_a1_not_constexpr
#include <vector>
#undef __fill_a1
#pragma pop_macro("_GLIBCXX20_CONSTEXPR")
