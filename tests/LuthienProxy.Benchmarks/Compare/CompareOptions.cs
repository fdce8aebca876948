using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare;

/// <summary>What is compared, and how often.</summary>
/// <param name="Topics">Of <see cref="AllTopics"/>.</param>
/// <param name="Contenders">Who takes part.</param>
/// <param name="Rounds">Measurements of each contender; the median counts.</param>
sealed record CompareOptions(IReadOnlyList<string> Topics, IReadOnlyList<Contender> Contenders, int Rounds)
{
    static readonly Contender[] AllContenders = [Contender.NginxPlain, Contender.Bare, Contender.Gateway];
    static readonly string[] AllTopics = ["cpu", "formats", "requests", "latency", "memory"];

    /// <summary>From words: topics, contenders and a number of rounds; without topics or contenders all, without a number 3.</summary>
    public static CompareOptions Parse(IReadOnlyList<string> words)
    {
        var numbers = words.Where(word => int.TryParse(word, out _)).ToList();
        var contenders = AllContenders.Where(contender => words.Contains(contender.Name)).ToList();
        var topics = words.Except(numbers).Except(contenders.Select(contender => contender.Name)).ToList();
        return new(
            topics.Count > 0 ? topics : AllTopics,
            contenders.Count > 0 ? contenders : AllContenders,
            numbers.Count > 0 ? int.Parse(numbers[0]) : 3);
    }
}
