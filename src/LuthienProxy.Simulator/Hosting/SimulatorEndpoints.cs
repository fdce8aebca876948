using LuthienProxy.Simulator.Hosting;
using LuthienProxy.Simulator.Performance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace LuthienProxy.Simulator;

/// <summary>Hosts a simulated provider in an ASP.NET Core application.</summary>
public static class SimulatorEndpoints
{
    /// <summary>Serves every path below <paramref name="prefix"/> (empty or like <c>/sim</c>) from the provider.</summary>
    /// <remarks>FIN faults need Kestrel's socket transport; elsewhere they become resets.</remarks>
    public static IEndpointConventionBuilder MapSimulator(this IEndpointRouteBuilder endpoints, string prefix, SimulatedProvider provider)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(provider);
        return endpoints.Map(prefix + "/{**path}", context => AnswerAsync(context, prefix.Length, provider));
    }

    static async Task AnswerAsync(HttpContext context, int prefixLength, SimulatedProvider provider)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // the provider has its own limit
        var path = context.Request.Path.Value![prefixLength..];
        var transport = new HttpContextTransport(context);
        try
        {
            if (await RequestReader.ReadAsync(context, path, provider) is { } request)
                await provider.AnswerAsync(request, transport);
            else
                await RefuseAsync(transport, SimulatedProvider.TooLarge(path));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left while it was still sending.
        }
    }

    static async Task RefuseAsync(HttpContextTransport transport, Score score)
    {
        await transport.StartAsync(score.Status, score.Headers, score.ContentLength);
        await transport.Body.WriteAsync(score.Steps[1].Bytes, transport.ClientGone);
    }
}
