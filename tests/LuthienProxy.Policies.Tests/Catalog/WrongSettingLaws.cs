using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Policies.Tests.Judges;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Catalog;

/// <summary>Whatever one setting of a built-in policy is: the policy is refused with words, or it is made and an answer passes through it.</summary>
[Trait("Spec", "000-45")]
public sealed class WrongSettingLaws
{
    static readonly string[] Odd = ["null", "false", "-1", "0.5", "\"\"", "\"odd\"", "[]", "[null]", "[\"\"]", "{}"];

    public static TheoryData<string> Names => [.. PolicyCatalog.BuiltIn.Policies.Select(policy => policy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_setting_must_be_refused_with_words_or_work(string name)
    {
        var descriptor = PolicyCatalog.BuiltIn.Find(name)!;
        foreach (var config in Configs(descriptor))
            Outcome(descriptor.Create(config, PolicyCatalog.BuiltIn)).ShouldBe("fine", $"{name} with {config}");
    }

    // The example with each member as something else, and each setting alone.
    static IEnumerable<JsonElement> Configs(PolicyDescriptor policy)
    {
        var known = (policy.Schema["properties"] as JsonObject ?? []).Select(property => property.Key);
        foreach (var setting in known)
            foreach (var odd in Odd)
            {
                var config = JsonObject.Create(policy.Example)!.DeepClone();
                config[setting] = JsonNode.Parse(odd);
                yield return JsonElement.Parse(config.ToJsonString());
            }
    }

    static string Outcome(PolicyCreation creation) => creation switch
    {
        PolicyCreation.Refused refused => Words(refused.Problems),
        PolicyCreation.Created created => PolicyChain.Load([new() { Name = "it", Policy = created.Policy, Judges = new ScriptedJudges() }]) switch
        {
            ChainLoad.Refused refused => Words(refused.Problems),
            _ => PolicyTest.Of(new PolicyBinding { Name = "it", Policy = created.Policy, Judges = new ScriptedJudges() })
                .Run(AnswerScript.Empty.Text("a text").ToolCall("Bash", """{"command":"ls"}""").Events(3)).Events[^1] is ResponseCompleted or ResponseFailed ? "fine" : "no end",
        },
        _ => "neither",
    };

    static string Words(IEnumerable<PolicyProblem> problems) => problems.Any() && problems.All(problem => problem.Message.Length > 0) ? "fine" : "no words";
}
