using System.Text.Json;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Judges;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Pages;

/// <summary>What the pages about the built-in policies say is so.</summary>
[Trait("Spec", "000-25")]
public sealed class PolicyPagesSpec
{
    static readonly string[] Sections = ["Settings", "Example", "What the reader waits for", "What it cannot", "What a blocked message looks like"];

    public static TheoryData<string> Names => [.. PolicyCatalog.BuiltIn.Policies.Select(policy => policy.Name)];

    public static TheoryData<string> Blockers => [.. Showing()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_must_say_what_every_page_says(string name)
    {
        var page = PolicyPage.Of(name);
        page.Text.ShouldStartWith($"# {name}\n\n{PolicyCatalog.BuiltIn.Find(name)!.Description}\n");
        page.Headings.ShouldBe(Sections, ignoreOrder: true);
        Sections.ShouldAllBe(heading => page.Section(heading).Trim().Length >= 10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_settings_on_a_page_must_be_those_that_there_are(string name)
    {
        var settings = PolicySettings.Of(PolicyCatalog.BuiltIn.Find(name)!);
        settings.ShouldAllBe(setting => setting.Meaning.Length >= 5);
        PolicyPage.Of(name).Rows("Settings").Select(row => string.Join(" | ", row)).ShouldBe(settings.Select(setting => $"{setting.Path} | {setting.Default} | {setting.Meaning}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "000-05a")]
    public void The_example_on_a_page_must_be_the_policys_and_work(string name)
    {
        var (policy, example) = (PolicyCatalog.BuiltIn.Find(name)!, JsonElement.Parse(PolicyPage.Of(name).Blocks("Example", "json").Single()));
        JsonElement.DeepEquals(example, policy.Example).ShouldBeTrue();
        SchemaCheck.ProblemsOf(example, policy.Schema).ShouldBeEmpty();
        PolicyChain.Load([new() { Name = "it", Policy = Made(policy, example), Judges = new ScriptedJudges() }]).ShouldBeOfType<ChainLoad.Loaded>();
    }

    [Theory]
    [MemberData(nameof(Blockers))]
    [Trait("Spec", "000-11")]
    public async Task The_blocked_message_on_a_page_must_be_the_one_that_people_get(string name)
    {
        var page = PolicyPage.Of(name);
        const string Heading = "What a blocked message looks like";
        var call = JsonElement.Parse(page.Blocks(Heading, "json").Single());
        var script = AnswerScript.Empty.ToolCall(call.GetProperty("tool").GetString()!, call.GetProperty("arguments").GetRawText());
        var judges = ScriptedJudges.Saying(_ => """{"probability": 0.92, "explanation": "It deletes the database that the tests run on, and nothing in the conversation asked for that."}""");
        var binding = new PolicyBinding { Name = name, Policy = Made(PolicyCatalog.BuiltIn.Find(name)!, PolicyCatalog.BuiltIn.Find(name)!.Example), Judges = judges };
        var result = await (PolicyTest.Of(binding) with { Request = TestRequests.Of("anthropic-messages", """{"model":"claude-opus-4-5","max_tokens":1,"messages":[],"tools":[{"name":"Bash"}]}"""u8.ToArray()) })
            .AnswerAsync(script.Events());
        result.TextOf().ShouldBe(page.Blocks(Heading, "markdown").Single());
        result.Record.Decisions.ShouldContain(decision => decision.Verdict == PolicyVerdict.Block);
    }

    [Fact]
    public void Whoever_blocks_must_show_how()
    {
        var talkers = PolicyCatalog.BuiltIn.Policies.Where(policy => policy.Category is PolicyCategories.Safety or PolicyCategories.Judges).Select(policy => policy.Name);
        talkers.Except(Showing()).ShouldBeEmpty();
    }

    [Fact]
    public void The_front_page_must_lead_to_every_page_and_no_page_be_about_nothing()
    {
        var front = File.ReadAllText(Path.Combine(PolicyPage.Folder, "README.md"));
        var names = PolicyCatalog.BuiltIn.Policies.Select(policy => policy.Name).ToList();
        names.ShouldAllBe(name => front.Contains($"[{name}]({name}.md)"));
        Directory.EnumerateFiles(PolicyPage.Folder, "*.md").Select(Path.GetFileNameWithoutExtension).Except(["README", "write-your-own"]).ShouldBe(names, ignoreOrder: true);
    }

    static IEnumerable<string> Showing() =>
        PolicyCatalog.BuiltIn.Policies.Select(policy => policy.Name).Where(name => PolicyPage.Of(name).Blocks("What a blocked message looks like", "json").Any());

    static Policy Made(PolicyDescriptor policy, JsonElement config) => policy.Create(config, PolicyCatalog.BuiltIn).ShouldBeOfType<PolicyCreation.Created>().Policy;
}
