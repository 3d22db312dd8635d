#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "embedded/layouts.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/layout/yaml_object.hpp"

namespace switchyard::pricing {
namespace {

boost::json::object schema() {
  for (const auto& file : embedded_layouts()) {
    if (file.path == "layout.schema.json") return boost::json::parse(file.bytes).as_object();
  }
  return {};
}

TEST(LayoutSchema, HasTheSameKeysAsTheReader) {
  const auto document = schema();
  const auto& definitions = document.at("$defs").as_object();
  for (const auto& [object, keys] : layout_vocabulary()) {
    const auto* definition = definitions.if_contains(object);
    ASSERT_NE(definition, nullptr) << object;
    std::set<std::string> in_schema;
    for (const auto& property : definition->as_object().at("properties").as_object()) in_schema.emplace(property.key());
    EXPECT_EQ(in_schema, std::set<std::string>(keys.begin(), keys.end())) << object;
    EXPECT_EQ(definition->as_object().at("additionalProperties"), false) << object;
  }
}

TEST(LayoutSchema, HasNoObjectThatTheReaderDoesNotKnow) {
  const auto document = schema();
  for (const auto& definition : document.at("$defs").as_object()) {
    if (!definition.value().as_object().contains("properties")) continue;
    const auto vocabulary = layout_vocabulary();
    EXPECT_TRUE(std::any_of(vocabulary.begin(), vocabulary.end(), [&](const ObjectKeys& keys) { return keys.object == definition.key(); })) << definition.key();
  }
}

TEST(LayoutLibrary, HoldsEveryLayoutOfTheProduct) {
  const auto library = LayoutLibrary::load({});
  ASSERT_TRUE(library.has_value()) << library.error().message;
  for (const auto* name : {"liberty-daily", "sfe-worksheet", "great-eastern-electric", "source-small-commercial", "agera-gas-csv", "agera-electric-matrix",
                           "guttman-gas", "guttman-power", "amerigreen-gas-matrix", "champion-fixed-index", "entrust-sweet-spot", "entrust-commercial-matrix", "aep-matrix", "direct-daily-matrix"}) {
    EXPECT_NE(library->find(name), nullptr) << name;
  }
  EXPECT_EQ(library->find("no-such"), nullptr);
}

}  // namespace
}  // namespace switchyard::pricing
