using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Policies;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare;

/// <summary>What is compared, and how often.</summary>
/// <param name="Topics">Of <see cref="Workloads.Topics"/>.</param>
/// <param name="Contenders">Who takes part.</param>
/// <param name="Rounds">Measurements of each contender; the median counts.</param>
sealed record CompareOptions(IReadOnlyList<string> Topics, IReadOnlyList<Contender> Contenders, int Rounds)
{
    const int UsualRounds = 3;

    static readonly Contender[] AllContenders =
    [
        Contender.NginxPlain, Contender.Bare, Contender.Portkey, Contender.Gateway,
        PolicyContender.All.Single(contender => contender.Name == PolicyContender.Three).Product(Workloads.Three),
    ];

    /// <summary>From words: topics, contenders and a number of rounds; without topics or contenders all, without a number 3.</summary>
    public static CompareOptions Parse(IReadOnlyList<string> words)
    {
        var numbers = words.Where(word => int.TryParse(word, out _)).ToList();
        var contenders = AllContenders.Where(contender => words.Contains(contender.Name)).ToList();
        var topics = words.Except(numbers).Except(contenders.Select(contender => contender.Name)).ToList();
        return new(
            topics.Count > 0 ? topics : Workloads.Topics,
            contenders.Count > 0 ? contenders : AllContenders,
            numbers.Count > 0 ? int.Parse(numbers[0]) : UsualRounds);
    }
}
