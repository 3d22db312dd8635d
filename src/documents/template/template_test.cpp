#include "documents/template/template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace switchyard::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kHead = R"(---
language: en
title: Agreement
variables:
  customer: text
  dba: text?
  taxExempt: flag
  taxId: secret
  logo: image
  commodity: text
  accounts:
    number: text
    usage: decimal
---
)";

std::string with_head(std::string_view body) { return std::string(kHead) + std::string(body); }

std::vector<std::string> findings_of(std::string_view source, const TemplateSource& others = {}) {
  const auto made = Template::parse("a.md", source, others);
  std::vector<std::string> found;
  if (made) return found;
  for (const auto& field : made.error().fields) found.push_back(field.pointer + " " + field.code);
  return found;
}

TEST(Template, VariablesConditionsRepeatsAndAnchorsAreTaken) {
  const auto made = Template::parse("a.md", with_head(R"(# {{customer | upper}}

{{#if dba}}
trading as {{dba}}
{{else}}
No trade name.
{{/if}}

| # | Account | Usage |
|---|---|---:|
{{#each accounts}}
| {{@index}} | {{number}} | {{usage}} |
{{/each}}

{{check taxExempt}} tax exempt, id {{taxId | masked}} {{#if commodity == "gas" or commodity == "electric"}}ok{{/if}}

![Logo]({{logo}})

{{sign customer}} {{date customer}} {{initial customer}} {{sign supplier}}
)"));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->title(), "Agreement");
  EXPECT_THAT(made->anchors(), ElementsAre(Anchor{AnchorKind::signature, "customer"}, Anchor{AnchorKind::date_signed, "customer"},
                                           Anchor{AnchorKind::initials, "customer"}, Anchor{AnchorKind::signature, "supplier"}));
}

TEST(Template, AnUnknownVariableIsNamedWithItsLine) {
  const auto made = Template::parse("a.md", with_head("one\n\n{{custmer}}\n"));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "template_invalid");
  EXPECT_EQ(made.error().message, "a.md:17: custmer is not declared in the head");
}

TEST(Template, EveryFindingIsSaidAtOnce) {
  EXPECT_THAT(
      findings_of(with_head("{{nobody}}\n{{accounts}}\n{{#each customer}}x{{/each}}\n{{#if dba}}\n")),
      ElementsAre("a.md:15 unknown_variable", "a.md:16 variable_type", "a.md:17 variable_type", "a.md:18 block_unbalanced"));
}

TEST(Template, AnOptionalVariableIsPrintedOnlyWhereItIsKnownToBeThere) {
  EXPECT_THAT(findings_of(with_head("{{dba}}\n")), ElementsAre("a.md:15 variable_unguarded"));
  EXPECT_THAT(findings_of(with_head("{{#if dba and taxExempt}}{{dba}}{{/if}}\n")), ElementsAre());
  EXPECT_THAT(findings_of(with_head("{{#if dba or taxExempt}}{{dba}}{{/if}}\n")), ElementsAre("a.md:15 variable_unguarded"));
  EXPECT_THAT(findings_of(with_head("{{#unless dba}}none{{else}}{{dba}}{{/unless}}\n")), ElementsAre());
}

TEST(Template, AMissingAnchorThatTheHeadAsksForIsFound) {
  EXPECT_THAT(findings_of("---\nlanguage: en\ntitle: T\nanchors: [sign customer, date customer]\n---\n{{sign customer}}\n"),
              ElementsAre("a.md:4 anchor_missing"));
}

TEST(Template, UnbalancedBlocksAreFound) {
  EXPECT_THAT(findings_of(with_head("{{/if}}\n")), ElementsAre("a.md:15 block_unbalanced"));
  EXPECT_THAT(findings_of(with_head("{{else}}\n")), ElementsAre("a.md:15 block_unbalanced"));
  EXPECT_THAT(findings_of(with_head("{{#each accounts}}\n{{/if}}\n")), ElementsAre("a.md:16 block_unbalanced"));
  EXPECT_THAT(findings_of(with_head("a {{customer\n")), ElementsAre("a.md:15 tag_unknown"));
}

TEST(Template, WhatCannotBePrintedIsRefusedWithItsLine) {
  EXPECT_THAT(findings_of(with_head("a\n\n<div>b</div>\n")), ElementsAre("a.md:17 markup_refused"));
  EXPECT_THAT(findings_of(with_head("a\n\n    code\n")), ElementsAre("a.md:17 markup_refused"));
  EXPECT_THAT(findings_of(with_head("[go](javascript:x)\n")), ElementsAre("a.md:15 markup_refused"));
  EXPECT_THAT(findings_of(with_head("**Total:**{{customer}}\n")), ElementsAre("a.md:15 markup_refused"));
  EXPECT_THAT(findings_of(with_head("{{logo}}\n")), ElementsAre("a.md:15 variable_type"));
  EXPECT_THAT(findings_of(with_head("![x]({{customer}})\n")), ElementsAre("a.md:15 variable_type"));
}

TEST(Template, LinesAreThoseOfTheFileAlsoBehindBlocks) {
  EXPECT_THAT(findings_of(with_head(
                  "{{#if taxExempt}}\nyes\n{{/if}}\n\n{{! a note }}\n{{#each accounts}}\n- {{number}}\n{{/each}}\n\n<b>x</b>\n")),
              ElementsAre("a.md:24 markup_refused", "a.md:24 markup_refused"));
}

TEST(Template, TheHeadIsReadStrictly) {
  EXPECT_THAT(findings_of("no head\n"), ElementsAre("a.md:1 template_head", "a.md:1 template_head"));
  EXPECT_THAT(findings_of("---\nlanguage: fr\ntitle: T\n---\n"), ElementsAre("a.md:1 template_head", "a.md:2 template_head"));
  EXPECT_THAT(findings_of("---\nlanguage: en\ntitle: T\nvariables:\n  a: number\n  b c: text\n---\n"),
              ElementsAre("a.md:5 template_head", "a.md:6 template_head"));
  EXPECT_THAT(findings_of("---\nlanguage: [\n---\n"), testing::Contains(HasSubstr("template_head")));
}

TEST(Template, ATemplateTakesOverBlocksOfTheOneThatItExtends) {
  const std::map<std::string, std::string> files{
      {"base",
       "---\nlanguage: en\ntitle: Base\nvariables: {name: text}\n---\n# {{name}}\n\n{{#block terms}}\nold\n{{/block}}\n\n{{> "
       "end}}\n"},
      {"end", "---\nvariables: {place: text}\n---\nSigned at {{place}} {{sign customer}}\n"}};
  const TemplateSource others = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = files.find(std::string(name));
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  const auto made = Template::parse(
      "own", "---\nextends: base\ntitle: Own\nvariables: {extra: text}\n---\n{{#block terms}}\n{{extra}} {{name}}\n{{/block}}\n",
      others);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->title(), "Own");
  EXPECT_EQ(made->variables().size(), 3U);
  EXPECT_EQ(made->anchors().size(), 1U);
  EXPECT_THAT(findings_of("---\nextends: base\n---\n{{#block trems}}x{{/block}}\n", others), ElementsAre("a.md:4 block_unknown"));
  EXPECT_THAT(findings_of("---\nextends: nobody\nlanguage: en\ntitle: T\n---\n", others), ElementsAre("a.md:1 template_missing"));
}

TEST(Template, TemplatesThatIncludeEachOtherEnd) {
  const TemplateSource others = [](std::string_view) { return std::optional<std::string>("{{> again}}"); };
  EXPECT_THAT(findings_of("---\nlanguage: en\ntitle: T\n---\n{{> again}}\n", others), ElementsAre("again:1 template_missing"));
}

TEST(Template, AChartNamesAListAndItsFields) {
  EXPECT_THAT(findings_of(with_head("```chart bar\ntitle: Usage\nlist: accounts\nlabel: number\nvalue: usage\n```\n")),
              ElementsAre());
  EXPECT_THAT(findings_of(with_head("```chart pie\nlist: accounts\nlabel: number\nvalue: number\n```\n")),
              ElementsAre("a.md:15 chart_invalid", "a.md:15 chart_invalid"));
}

}  // namespace
}  // namespace switchyard::documents
