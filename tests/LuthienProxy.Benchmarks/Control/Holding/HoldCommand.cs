using System.Text;

namespace LuthienProxy.Benchmarks.Control.Holding;

/// <summary>Measures what policies hold back of a text that comes at a model's pace, five characters every 20 ms.</summary>
static class HoldCommand
{
    const int Deltas = 400;

    const string Replacing = """{ policy = StringReplacement, config.pairs = [ { find = lazily, replace = sleepily }, { find = "the quickest", replace = "the fastest" }, { find = "Acme Corp", replace = "Example Inc" } ] }""";
    const string Redacting = "{ policy = RegexRedaction }";
    const string Blocking = "{ policy = BlockDangerousCommands }";

    static readonly RuleSet[] Sets =
    [
        new("no policy", ""),
        new("NoOp", "{ policy = NoOp }"),
        new("StringReplacement", Replacing),
        new("RegexRedaction", Redacting),
        new("BlockDangerousCommands", Blocking),
        new("the three together", $"{Replacing}, {Redacting}, {Blocking}"),
    ];

    /// <summary>A Markdown table.</summary>
    public static async Task<string> RunAsync(string folder)
    {
        var text = new StringBuilder("| policies | first character, ms | wait of a character p50, ms | p99, ms | most, ms | held at once, characters, mean | most | deltas out for each in |\n|---|---|---|---|---|---|---|---|\n");
        await using var hold = await HoldBack.StartAsync();
        foreach (var set in Sets)
        {
            await using var gateway = await set.In(folder).Start(hold.Address);
            var figures = await hold.MeasureAsync(new Uri($"http://{gateway.Address}/"), Deltas);
            text.Append($"| {set.Name} | {figures.FirstMs:0.0} | {figures.WaitAt(0.5):0.0} | {figures.WaitAt(0.99):0.0} | {figures.Waits[^1]:0.0} | {figures.Held.Average():0.0} | {figures.Held.Max()} | {figures.Pieces / (double)figures.Sent:0.00} |\n");
            await Console.Error.WriteLineAsync($"{set.Name}: held {figures.Held.Max()} characters at most");
        }
        return text.ToString();
    }
}
