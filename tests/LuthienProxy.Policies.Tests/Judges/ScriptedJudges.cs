using System.Collections.Concurrent;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies.Tests.Judges;

/// <summary>Judges that answer as a test says; every upstream has one.</summary>
sealed class ScriptedJudges(Func<JudgeQuestion, int, CancellationToken, ValueTask<string>>? answer = null) : IJudges, IJudge
{
    public const string Innocent = """{"probability": 0.1, "explanation": "It only reads."}""";

    public const string Guilty = """{"probability": 0.9, "explanation": "It deletes the database."}""";

    public ConcurrentQueue<JudgeQuestion> Questions { get; } = new();

    int _underWay;

    public int MostUnderWay { get; private set; }

    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Answers at once, by what is asked.</summary>
    public static ScriptedJudges Saying(Func<JudgeQuestion, string> answer) => new((question, _, _) => new(answer(question)));

    public IJudge? Find(string upstream) => this;

    public async ValueTask<string> AskAsync(JudgeQuestion question, CancellationToken cancellation)
    {
        Questions.Enqueue(question);
        MostUnderWay = Math.Max(MostUnderWay, Interlocked.Increment(ref _underWay));
        try
        {
            return answer is null ? Innocent : await answer(question, Questions.Count, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
