using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.MultiSerial;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Tests.Judges;

namespace LuthienProxy.Policies.Tests.Catalog;

public sealed class PolicyCatalogSpec
{
    static readonly PolicyCatalog BuiltIn = PolicyCatalog.BuiltIn;

    public static TheoryData<string> Names => [.. BuiltIn.Policies.Select(policy => policy.Name)];

    [Fact]
    [Trait("Spec", "000-05")]
    public void Every_built_in_policy_must_be_found_and_sorted()
    {
        BuiltIn.Broken.ShouldBeEmpty();
        BuiltIn.Policies.Select(policy => policy.Name).Order(StringComparer.Ordinal).ShouldBe(
            ["AllCaps", "BlockDangerousCommands", "BlockSensitiveFileWrites", "BlockWebRequests", "Conditional", "DebugLogging", "MultiParallel", "MultiSerial", "NoOp", "RegexRedaction",
            "SimpleJudge", "SimpleToolCallJudge", "SqlProtection", "StringReplacement", "ToolCallJudge"]);
        BuiltIn.Policies.Select(policy => $"{policy.Category} {policy.Name}").ShouldBeInOrder();
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "000-05a")]
    public void A_built_in_policy_must_describe_itself_and_its_example_must_work(string name)
    {
        var policy = BuiltIn.Find(name).ShouldNotBeNull();
        new[] { policy.Category, policy.Description, policy.UseCase }.ShouldAllBe(words => words.Length >= 4);
        policy.Schema["type"]!.GetValue<string>().ShouldBe("object");
        policy.Schema.ToJsonString().ShouldNotContain("$ref", Case.Sensitive, "It becomes a part of larger schemas, where a path from its root leads nowhere.");
        policy.Example.EnumerateObject().Select(field => field.Name).ShouldBeSubsetOf(Properties(policy));
        var created = policy.Create(policy.Example, BuiltIn).ShouldBeOfType<PolicyCreation.Created>();
        PolicyChain.Load([new() { Name = "it", Policy = created.Policy, Judges = new ScriptedJudges() }]).ShouldBeOfType<ChainLoad.Loaded>();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_that_is_not_known_must_be_named(string name)
    {
        var config = JsonElement.Parse("""{ "noSuchSetting": 1 }""");
        BuiltIn.Find(name)!.Create(config, BuiltIn).ShouldBeOfType<PolicyCreation.Refused>().Problems.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("StringReplacement", """{ "pairs": [ { "find": "a", "replace": 3 } ] }""", "pairs[0].replace")]
    [InlineData("StringReplacement", """{ "pairs": [], "direction": "Sideways" }""", "direction")]
    [InlineData("ToolCallJudge", """{ "upstream": "u", "model": "m", "threshold": "high" }""", "threshold")]
    [Trait("Spec", "000-45")]
    public void A_setting_of_the_wrong_kind_must_be_named(string name, string config, string field) =>
        BuiltIn.Find(name)!.Create(JsonElement.Parse(config), BuiltIn).ShouldBeOfType<PolicyCreation.Refused>().Problems.Single().Field.ShouldBe(field);

    [Fact]
    public void Policies_inside_policies_must_be_made()
    {
        var config = JsonElement.Parse("""{ "policies": [ { "policy": "AllCaps" }, { "policy": "MultiSerial", "config": { "policies": [ { "policy": "NoOp", "mode": "Shadow" } ] } } ] }""");
        var outer = BuiltIn.Find("MultiSerial")!.Create(config, BuiltIn).ShouldBeOfType<PolicyCreation.Created>().Policy.ShouldBeOfType<MultiSerialPolicy>();
        outer.Policies.Select(child => child.Name).ShouldBe(["AllCaps", "MultiSerial"]);
        outer.Policies[1].Policy.ShouldBeOfType<MultiSerialPolicy>().Policies.Single().Mode.ShouldBe(StageMode.Shadow);
    }

    [Fact]
    public void A_policy_that_is_not_there_must_be_named() =>
        BuiltIn.Bind([new() { Policy = "NoSuch" }, new() { Policy = "NoOp" }]).ShouldBeOfType<PolicyBindings.Refused>().Problems.Single().Policy.ShouldBe("NoSuch");

    [Fact]
    [Trait("Spec", "000-05b")]
    public void Another_assembly_must_not_hide_a_policy_and_a_broken_class_must_be_listed()
    {
        var both = PolicyCatalog.Of(typeof(Policy).Assembly, typeof(PolicyCatalogSpec).Assembly);
        both.Find("StringReplacement")!.ClassName.ShouldBe(typeof(StringReplacementPolicy).FullName);
        both.Find(typeof(StrangersPolicy).FullName!).ShouldNotBeNull().Name.ShouldBe("StringReplacement");
        both.Broken.Select(problem => problem.Policy).ShouldContain(typeof(UndescribedPolicy).FullName!);
    }

    [Fact]
    public void A_schema_must_name_the_words_that_may_be_used()
    {
        var schema = BuiltIn.Find("StringReplacement")!.Schema;
        schema["properties"]!["direction"]!["enum"].ShouldBeNull("flags may be combined, so the schema cannot list them");
        schema["properties"]!["direction"]!["description"]!.GetValue<string>().ShouldNotBeEmpty();
        schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["pairs"]);
    }

    static IEnumerable<string> Properties(PolicyDescriptor policy) => (policy.Schema["properties"] as JsonObject ?? []).Select(property => property.Key);
}
