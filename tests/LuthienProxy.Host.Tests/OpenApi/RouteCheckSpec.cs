using LuthienProxy.Host.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>What the gateway says of its routes when it starts. The console is the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "000-07g")]
public sealed class RouteCheckSpec : GatewaySpec, IDisposable
{
    readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Every_route_must_stand_in_the_log_of_the_start_and_none_with_a_warning()
    {
        var gateway = await StartAsync("luthien.log { format = json, level = debug }");
        var routes = ApiDocument.RoutesOf(gateway.App.Services.GetRequiredService<EndpointDataSource>()).Select(route => $"Serves {route.Method} {route.Path} ({route.Operation!.Id})").ToList();
        await gateway.App.StopAsync();
        var said = _console.Json.Select(line => line.GetProperty("RenderedMessage").GetString()!.Replace("\"", "")).ToList();
        said.ShouldContain($"Serves {routes.Count} routes");
        routes.Except(said).ShouldBeEmpty();
        said.Where(line => line.Contains("not described")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_that_nobody_has_described_must_be_named()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.MapGet("/own", (RequestDelegate)(http => http.Response.WriteAsync("own")));
        var log = new HeardLines();
        RouteCheck.Run(app, log);
        log.Lines.ShouldContain("GET /own is mapped twice, or not described");
    }

    sealed class HeardLines : Microsoft.Extensions.Logging.ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
