#include "contracting/files/byte_removal.hpp"

#include <boost/json.hpp>

#include "contracting/files/uploaded_file_store.hpp"

namespace switchyard::contracting {
namespace {

Result<VaultPlace> place_of(std::string_view payload) {
  boost::json::error_code failed;
  const boost::json::value value = boost::json::parse(payload, failed);
  const auto* object = failed ? nullptr : value.if_object();
  const auto* partner = object == nullptr ? nullptr : object->if_contains("partner");
  const auto* sha256 = object == nullptr ? nullptr : object->if_contains("sha256");
  const bool is_whole = partner != nullptr && sha256 != nullptr && partner->is_string() && sha256->is_string();
  if (!is_whole) return Error{ErrorKind::invalid, "job_unreadable", "The payload is none that a removal of bytes has."};
  auto id = access::PartnerId::parse(std::string_view(partner->get_string()));
  if (!id) return std::move(id).error();
  return VaultPlace{*id, std::string(sha256->get_string())};
}

}  // namespace

void remove_bytes_if_unused(SqlTransaction& transaction, outbox::Outbox& outbox, const VaultPlace& place) {
  if (are_bytes_used(transaction, place.partner, place.sha256)) return;
  const std::string payload = boost::json::serialize(boost::json::object{{"partner", place.partner.text()}, {"sha256", place.sha256}});
  outbox.enqueue(transaction, {.kind = kRemoveBytesJob, .payload = payload});
}

outbox::JobHandler byte_remover(FileVault& vault) {
  return [&vault](const outbox::Job& job) -> Result<outbox::JobEffect> {
    auto place = place_of(job.payload);
    if (!place) return std::move(place).error();
    return outbox::JobEffect([&vault, place = *place](SqlTransaction& transaction) -> Result<void> {
      release_place(transaction, place);  // First: an upload of the same bytes waits here, or this waits for it.
      if (!are_bytes_used(transaction, place.partner, place.sha256)) vault.remove(transaction, place);
      return {};
    });
  };
}

}  // namespace switchyard::contracting
