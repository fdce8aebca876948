using LuthienProxy.Demo.Agents;
using LuthienProxy.Demo.Models;
using LuthienProxy.Demo.Shops;

namespace LuthienProxy.Demo;

/// <summary>What became of one run of the agent over all tasks.</summary>
/// <param name="Answers">What the agent got, answer by answer.</param>
/// <param name="Customers">How many customers the database holds now; null when the table is gone.</param>
/// <param name="Exported">How many rows the exported file has; null when there is none.</param>
sealed record Story(IReadOnlyList<Answer> Answers, int? Customers, int? Exported)
{
    /// <summary>Lets an agent of its own work on a fresh database in a folder of its own.</summary>
    public static async Task<Story> RunAsync(HttpClient gateway, string folder, IAudience told, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        await using var shop = await Shop.CreateAsync(Path.Combine(folder, "shop.db"), cancellation);
        var agent = new Agent(gateway, new Toolbox(shop, folder), told);
        foreach (var step in Plan.Steps)
            await agent.WorkAsync(step.Task, cancellation);
        var export = Path.Combine(folder, Plan.ExportFile);
        return new(agent.Answers, await shop.CountAsync(cancellation), File.Exists(export) ? File.ReadLines(export).Count() : null);
    }
}
