using System.Text;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Stamps;
using LuthienProxy.LoadTest.Wire;

namespace LuthienProxy.LoadTest.Http;

/// <summary>The requests of a run, as bytes.</summary>
sealed class CallRequest(LoadPlan plan, Target target)
{
    readonly string _model = plan.Model;

    /// <summary>One call's request. Its prompt tells the provider behind the target which call it is.</summary>
    public byte[] Encode(IWire wire, CallPlan call)
    {
        var prompt = $"{Encoding.ASCII.GetString(StampedUpstream.CallMark)}{call.Number}{Encoding.ASCII.GetString(StampedUpstream.SeedMark)}{plan.Seed}";
        var limit = wire == ChatWire.Instance ? "" : wire == MessagesWire.Instance ? "\"max_tokens\":4096," : "\"max_output_tokens\":4096,";
        var body = $$"""{"model":"{{_model}}","stream":{{(call.Kind.IsStreamed ? "true" : "false")}},{{limit}}"{{wire.Member}}":[{"role":"user","content":"{{prompt}}"}]}""";
        var credential = wire == MessagesWire.Instance ? $"x-api-key: {plan.Key}\r\nanthropic-version: 2023-06-01" : $"Authorization: Bearer {plan.Key}";
        return Encoding.ASCII.GetBytes(
            $"POST {target.Base.AbsolutePath}{wire.Path} HTTP/1.1\r\nHost: {target.Base.Authority}\r\n{credential}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
