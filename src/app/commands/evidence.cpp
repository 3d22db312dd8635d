#include "app/commands/evidence.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/openssl/openssl_cms_verifier.hpp"
#include "adapters/system/system_clock.hpp"
#include "app/commands/file_text.hpp"
#include "app/installation.hpp"
#include "esign/evidence/verify_evidence.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kPemSizeMax = 1024 * 1024;

struct ReadOriginals {
  std::vector<std::string> bytes;
  std::vector<esign::OriginalFile> files;
};

Result<ReadOriginals> read_originals(const std::vector<std::string>& paths) {
  ReadOriginals read;
  read.bytes.reserve(paths.size());  // What `files` looks into stays where it is.
  for (const auto& path : paths) {
    auto bytes = read_file_text(path, documents::kSealedSizeMax);
    if (!bytes) return std::move(bytes).error();
    read.bytes.push_back(*std::move(bytes));
    read.files.push_back({path, read.bytes.back()});
  }
  return read;
}

Result<adapters::OpensslCmsVerifier> verifier_of(const std::string& certificate) {
  if (certificate.empty()) return adapters::OpensslCmsVerifier();
  const auto pem = read_file_text(certificate, kPemSizeMax);
  if (!pem) return pem.error();
  adapters::OpensslCmsVerifier verifier(*pem);
  if (verifier.trusted_count() == 0)
    return Error{ErrorKind::invalid, "certificate_malformed", fmt::format("{}: it holds no certificate in PEM.", certificate), {}};
  return verifier;
}

void print_report(const std::string& path, const esign::EvidenceReport& report) {
  fmt::print("{}: {}\n", path, report.holds() ? "holds" : "DOES NOT HOLD");
  for (const auto& finding : report.findings) fmt::print("  {}{}\n", finding.is_fault ? "wrong: " : "", finding.message);
  if (!report.envelope_id.empty()) fmt::print("  Envelope {}.\n", report.envelope_id);
  fmt::print("  SHA-256 of the file: {}\n", report.seal.sha256);
}

}  // namespace

int verify_evidence_files(const CommonOptions& common, const EvidenceWish& wish) {
  auto verifier = verifier_of(wish.certificate);
  if (!verifier) return refuse(common, verifier.error());
  const auto originals = read_originals(wish.originals);
  if (!originals) return refuse(common, originals.error());
  const adapters::SystemClock clock;
  int status = kDone;
  for (const auto& path : wish.files) {
    const auto bytes = read_file_text(path, documents::kSealedSizeMax);
    if (!bytes) {
      status = refuse(common, bytes.error());
      continue;
    }
    const auto report = esign::verify_evidence(*bytes, *verifier, clock.now(), originals->files);
    if (common.json) fmt::print("{}\n", esign::evidence_json(report, path));
    if (!common.json) print_report(path, report);
    if (!report.holds()) status = kRefused;
  }
  return status;
}

void add_evidence_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* evidence = root.add_subcommand("evidence", "Signed files");
  evidence->require_subcommand(1);
  auto wish = std::make_shared<EvidenceWish>();
  CLI::App* verify = evidence->add_subcommand("verify", "Check seal, certificate and record of events of signed PDFs, offline, with the files alone");
  add_common_options(*verify, chosen.common);
  verify->add_option("FILE", wish->files, "Signed PDF")->required();
  verify->add_option("--original", wish->originals, "A document as you have it: it must be one that was sent for signature");
  verify->add_option("--certificate", wish->certificate, "PEM file with the certificates that you trust (of the seal, or of who issued it)");
  verify->callback([wish, &chosen] { chosen.run = [wish](const CommonOptions& common) { return verify_evidence_files(common, *wish); }; });
}

}  // namespace switchyard::app
