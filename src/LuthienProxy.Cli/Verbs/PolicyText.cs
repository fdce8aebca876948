using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Policies as text.</summary>
static class PolicyText
{
    /// <summary>The stages of an instance, one a row.</summary>
    public static void Stages(IReadOnlyList<PolicyStage> stages, Screen screen)
    {
        var table = new TextTable(Column.Number("STAGE"), "POLICY", "MODE", "CONFIG");
        foreach (var (at, stage) in stages.Index())
            table.Add($"{at}", stage.Name is { } name ? $"{name} ({stage.Policy})" : stage.Policy, stage.Mode ?? "enforce", stage.Config?.GetRawText() ?? "{}");
        screen.Table(table);
    }

    /// <summary>An instance and its version; a dash for none.</summary>
    public static string Of(NamedVersion? instance) => instance is null ? "-" : $"{instance.Name} v{instance.Version}";
}
