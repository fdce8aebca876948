using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>The pictures of <c>docs/architecture.md</c> against the code: red when a project, a reference or a stage comes or goes without its line.</summary>
[Trait("Spec", "002-49")]
public sealed partial class PictureSpec
{
    static readonly IReadOnlyList<Mermaid> Pictures = Mermaid.Of(Text("docs/architecture.md"));
    static readonly Mermaid House = Pictures[0];
    static readonly Mermaid Way = Pictures[1];

    [Fact]
    public void The_house_must_show_every_project_once_and_no_other() =>
        House.Nodes.Order(StringComparer.Ordinal).ShouldBe(Repository.Projects.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Its_arrows_must_be_the_references_between_projects() =>
        Words(House.Arrows).ShouldBe(Words(Repository.Projects.SelectMany(project => project.Projects.Distinct().Select(to => (project.Name, to)))));

    [Fact]
    public void Its_boxes_must_be_the_floors() =>
        House.Boxed.Select(boxed => $"{boxed.Node}: {boxed.Box}").Order(StringComparer.Ordinal)
            .ShouldBe(Repository.Projects.Select(project => $"{project.Name}: {Title(Floors.Of[project.Name])}").Order(StringComparer.Ordinal));

    [Fact]
    public void Whatever_stands_in_the_way_of_a_call_must_be_a_type_of_the_code() =>
        Way.Nodes.Where(node => TypeName().IsMatch(node)).Except(Declared()).ShouldBeEmpty();

    [Fact]
    public void The_way_of_a_call_must_lead_through_the_graphs_stages_in_their_order()
    {
        var source = Stages("src/LuthienProxy.Pipeline/Graph/StreamedAnswer.cs");
        var graph = Stages("src/LuthienProxy.Pipeline/Graph/AnswerGraph.cs");
        var policies = Stages("src/LuthienProxy.Policies/Chains/PolicyRun.cs");
        string[] stages = [.. source, .. graph[..^1], .. policies, graph[^1]];
        stages.Length.ShouldBe(5);
        stages.Zip(stages.Skip(1)).Except(Way.Arrows).ShouldBeEmpty();
    }

    static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    static string Title(int floor) => floor == Floors.Roof ? "roof" : $"floor {floor}";

    static IEnumerable<string> Words(IEnumerable<(string From, string To)> arrows) => arrows.Select(arrow => $"{arrow.From} -> {arrow.To}").Order(StringComparer.Ordinal);

    static string[] Stages(string path) => [.. MadeStage().Matches(Text(path)).Select(match => match.Groups[1].Value)];

    static IEnumerable<string> Declared() => Repository.Source.SelectMany(file => file.Lines).SelectMany(line => Declaration().Matches(line).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"FromStage\(\(\) => new (\w+)")]
    private static partial Regex MadeStage();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (\w+)")]
    private static partial Regex Declaration();

    // What is no type is written in small letters: the client, an upstream.
    [GeneratedRegex("^[A-Z]")]
    private static partial Regex TypeName();
}
