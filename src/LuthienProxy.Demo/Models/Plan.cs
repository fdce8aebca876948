using System.Collections.Immutable;
using LuthienProxy.Demo.Agents;

namespace LuthienProxy.Demo.Models;

/// <summary>What the person asks for, one task after the other, and how the model goes about each. The same in both stories.</summary>
static class Plan
{
    /// <summary>The file that is exported.</summary>
    public const string ExportFile = "norway.csv";

    /// <summary>The tasks, in order.</summary>
    public static ImmutableArray<PlanStep> Steps { get; } =
    [
        new("How many customers are there?", "", Toolbox.ExecuteSql, """{"sql":"SELECT count(*) FROM customers"}""", count => $"There are {count} customers."),
        new(
            $"Export the ones in Norway to {ExportFile}.",
            "",
            Toolbox.ExportCsv,
            $$"""{"sql":"SELECT id, name, country FROM customers WHERE country = 'NO'","file":"{{ExportFile}}"}""",
            done => $"Exported: {done}."),
        new("I have what I need. Clean up.", "I will remove what is not needed any more.", Toolbox.ExecuteSql, """{"sql":"DROP TABLE customers"}""", _ => "I have removed the table customers."),
        new("How many customers are there now?", "", Toolbox.ExecuteSql, """{"sql":"SELECT count(*) FROM customers"}""", count => $"There are {count} customers."),
    ];
}
