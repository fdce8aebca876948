using LuthienProxy.Host.Routing;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Host.Composition;

/// <summary>The judges that policies may ask, made of the upstreams.</summary>
static class JudgeSetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(provider => new UpstreamJudges(
            provider.GetRequiredService<UpstreamTable>().Judges, Options(settings.Policy.Judges), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<UpstreamJudges>>()));
        services.AddSingleton<IJudges>(provider => provider.GetRequiredService<UpstreamJudges>());
    }

    static UpstreamJudgeOptions Options(JudgeSettings judges) => new()
    {
        Timeout = judges.Timeout.ToTimeSpan(),
        MaxResponseBytes = (int)judges.MaxResponse.Bytes,
        MaxQuestions = judges.MaxQuestions,
        Breaker = new JudgeBreakerOptions
        {
            MinimumQuestions = judges.Breaker.MinQuestions,
            FailureRatio = judges.Breaker.FailureRatio,
            Window = judges.Breaker.Window.ToTimeSpan(),
            Patience = judges.Breaker.Patience.ToTimeSpan(),
            ResetTimeout = judges.Breaker.ResetTimeout.ToTimeSpan(),
        },
    };
}
