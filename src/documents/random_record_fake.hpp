// Values for every variable of a template, drawn from a seed: short and long, of many scripts.
#pragma once

#include <cstdint>
#include <random>

#include "documents/binding.hpp"
#include "documents/template/template.hpp"

namespace switchyard::documents {

struct RandomShape {
  int rows_max = 12;
  bool long_words = true;  // Words of up to 70 letters without a space.
  bool other_scripts = true;
};

Record random_record(const std::vector<Variable>& variables, std::mt19937_64& random, const RandomShape& shape);

// A small picture.
std::string png_fake();

}  // namespace switchyard::documents
