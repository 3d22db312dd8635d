// Runs a fuzz target without libFuzzer: the seeds of a folder, then mutations of them from a fixed seed, the same each time.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

constexpr std::size_t kMutations = 2'000;        // Of all seeds together.
constexpr std::size_t kMutatedSizeMax = 20'000;  // Larger seeds run once, as they are.

void run(const std::string& input) { LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size()); }

std::vector<std::string> read_seeds(const char* folder) {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds = {""};
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

// One to four changes: a byte, a bit, a piece cut out, a piece doubled, or the end cut off.
std::string mutated(std::string input, std::mt19937& random) {
  for (unsigned change = random() % 4 + 1; change > 0 && !input.empty(); --change) {
    const std::size_t at = random() % input.size();
    const std::size_t length = std::min<std::size_t>(random() % 16 + 1, input.size() - at);
    switch (random() % 5) {
      case 0: input[at] = static_cast<char>(random()); break;
      case 1: input[at] = static_cast<char>(input[at] ^ (1 << random() % 8)); break;
      case 2: input.erase(at, length); break;
      case 3: input.insert(at, input.substr(at, length)); break;
      default: input.resize(at); break;
    }
  }
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> seeds = read_seeds(argc > 1 ? argv[1] : "");
  for (const std::string& seed : seeds) run(seed);
  std::mt19937 random(20261124);
  for (std::size_t i = 0; i < kMutations; ++i) {
    const std::string& seed = seeds[i % seeds.size()];
    if (seed.size() <= kMutatedSizeMax) run(mutated(seed, random));
  }
  std::printf("%zu seeds and up to %zu mutations of them\n", seeds.size() - 1, kMutations);
  return 0;
}
