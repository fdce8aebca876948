using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>Runs policies where a property cannot await.</summary>
static class Running
{
    public static AnswerTestResult Run(this PolicyTest test, IEnumerable<ResponseEvent> answer) => test.AnswerAsync(answer).GetAwaiter().GetResult();
}
