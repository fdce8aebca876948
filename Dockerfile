# syntax=docker/dockerfile:1
# The gateway in a small image without a shell: docs/deployment.md says how it is run.

# The SDK of global.json's feature band or a later one; the runtime below is the one that it brings.
ARG SDK_TAG=10.0.401-noble
ARG RUNTIME_TAG=10.0.12-noble-chiseled

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${SDK_TAG} AS build
ARG TARGETARCH
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
# .dockerignore lets in what the build needs, and nothing else.
COPY . .
# Not trimmed: plugins and policies are found by reflection. Analyzers have judged the code before an image is made of it.
RUN dotnet publish src/LuthienProxy.Host -c Release -a $TARGETARCH --no-self-contained -p:UseAppHost=false -p:RunAnalyzers=false -p:DebugType=none -o /out/app
# The final image has no shell to make directories with: the volume's, and the one that settings are mounted at.
RUN mkdir -p /out/image/data /out/app/hocon/own

FROM mcr.microsoft.com/dotnet/aspnet:${RUNTIME_TAG} AS final
WORKDIR /app
# A new volume takes over the directory's owner: the user that the image runs as.
COPY --from=build --chown=1654:1654 /out/image/ /
COPY --from=build /out/app .
# Where a container differs from a machine; it reads own/luthien.conf beside it, where that is mounted.
ENV LUTHIEN_CONFIG=/app/hocon/container.conf
USER 1654:1654
VOLUME ["/data"]
EXPOSE 8000
# Whatever restarts unhealthy containers should do so only when the process does not serve any more: live, not ready.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --start-interval=3s --retries=3 CMD ["dotnet", "LuthienProxy.Host.dll", "health", "live"]
ENTRYPOINT ["dotnet", "LuthienProxy.Host.dll"]
