using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>A question that is asked many times.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Limit">What the 95th percentile may be, in milliseconds.</param>
/// <param name="AskAsync">Asks once, with a number that varies the question; gives how many entries the answer has.</param>
sealed record QueryCase(string Name, double Limit, Func<JournalQueries, int, Task<int>> AskAsync);
