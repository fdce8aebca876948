namespace LuthienProxy.Benchmarks.Compare;

/// <summary>What is compared, and how often.</summary>
/// <param name="Topics">Of <see cref="AllTopics"/>.</param>
/// <param name="Rounds">Measurements of each contender; the median counts.</param>
sealed record CompareOptions(IReadOnlyList<string> Topics, int Rounds)
{
    static readonly string[] AllTopics = ["cpu", "formats", "requests", "latency", "memory"];

    /// <summary>From words: topics, and a number of rounds; without topics all, without a number 3.</summary>
    public static CompareOptions Parse(IReadOnlyList<string> words)
    {
        var topics = words.Where(word => !int.TryParse(word, out _)).ToList();
        var numbers = words.Except(topics).Select(int.Parse).ToList();
        return new(topics.Count > 0 ? topics : AllTopics, numbers.Count > 0 ? numbers[0] : 3);
    }
}
