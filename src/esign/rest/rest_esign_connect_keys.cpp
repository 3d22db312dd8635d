// The HMAC keys of Connect: made here or by command, shown once.
#include "esign/connect/connect_desk.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_time.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

http::Response create(const EsignFace& face, const Call& call) {
  const auto made = write_result<std::shared_ptr<NewConnectKey>>(call.service.database, [&](SqlTransaction& transaction) -> Result<std::shared_ptr<NewConnectKey>> {
    auto key = create_connect_key(transaction, call.service, face.parts.sealer, call.account);
    if (!key) return std::move(key).error();
    return std::make_shared<NewConnectKey>(*std::move(key));
  });
  if (!made) return refusal(made.error());
  http::JsonWriter json;
  json.begin_object().member("keyId", (*made)->id).member("secret", (*made)->secret.reveal()).end_object();
  http::Response response = answer(201, std::move(json).text());
  response.compressible = false;
  return response;
}

http::Response list(const Call& call) {
  std::vector<ConnectKey> keys;
  call.service.database.read([&](SqlReader& reader) { keys = list_connect_keys(reader, call.account); });
  http::JsonWriter json;
  json.begin_object().key("secrets").begin_array();
  for (const ConnectKey& key : keys) json.begin_object().member("keyId", key.id).member("created", wire_time(key.created_at)).end_object();
  json.end_array().end_object();
  return answer(200, std::move(json).text());
}

http::Response remove(const Call& call) {
  bool is_removed = false;
  call.service.database.write([&](SqlTransaction& transaction) {
    is_removed = remove_connect_key(transaction, call.account, call.capture(0));
    return true;
  });
  return is_removed ? answer(200, "{}") : refusal(404, "CONNECT_SECRET_DOES_NOT_EXIST", "The account has no Connect key of that id.");
}

}  // namespace

void add_connect_key_routes(http::Router& router, const FacePointer& face) {
  face->gate.add(router, http::Method::post, "/connect/secret", [face](const Call& call) { return create(*face, call); }, {"application/json"});
  face->gate.add(router, http::Method::get, "/connect/secret", list);
  face->gate.add(router, http::Method::del, "/connect/secret/{keyId}", remove);
}

}  // namespace switchyard::esign
