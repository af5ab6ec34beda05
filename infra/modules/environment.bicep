// Where the app and the job run. Its agent takes OTLP from them and passes it on.

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('Spread replicas over the zones of the region.')
param zoneRedundant bool
@description('The subnet of the apps.')
param subnetId string
@description('Where what the apps write on their consoles goes.')
param workspaceId string
@description('Application Insights, which takes traces and logs.')
param insightsName string
@description('An OTLP address that takes metrics; empty where there is none.')
param metricsEndpoint string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${token}'
  location: location
  tags: tags
  properties: {
    zoneRedundant: zoneRedundant
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    // By a diagnostic setting and not by the key of the workspace.
    appLogsConfiguration: { destination: 'azure-monitor' }
    appInsightsConfiguration: { connectionString: insights.properties.ConnectionString }
    openTelemetryConfiguration: {
      destinationsConfiguration: empty(metricsEndpoint)
        ? null
        : { otlpConfigurations: [{ name: 'metrics', endpoint: metricsEndpoint, insecure: false }] }
      tracesConfiguration: { destinations: ['appInsights'] }
      logsConfiguration: { destinations: ['appInsights'] }
      metricsConfiguration: empty(metricsEndpoint) ? null : { destinations: ['metrics'] }
    }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('The resource id.')
output id string = environment.id
@description('What the addresses of its apps end with.')
output domain string = environment.properties.defaultDomain
