// The commands about signed files.
#pragma once

#include <string>
#include <vector>

#include "app/commands/command.hpp"

namespace switchyard::app {

struct EvidenceWish {
  std::vector<std::string> files;
  std::vector<std::string> originals;    // Documents as their owner has them: each must be one that was sent.
  std::string certificate;               // PEM file with the certificates that are trusted; empty: none.
};

// Offline, with the files alone: no database, no data directory. A paragraph or, with --json, a line a file; kRefused where any does not hold.
int verify_evidence_files(const CommonOptions& common, const EvidenceWish& wish);

}  // namespace switchyard::app
