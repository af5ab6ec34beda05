// Everything TA stands on in Azure but the app itself, which web.bicep adds for each release once its image is there.
targetScope = 'subscription'

@description('The name of this installation: lower-case letters, digits and hyphens. It becomes part of the names of its resources.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('The Azure region of all resources.')
@minLength(1)
param location string

@description('How large the machines are; sizes.json says what each size means.')
@allowed(['small', 'medium', 'large'])
param size string = 'small'

@description('Spread over the availability zones of the region: replicas, blobs and, above size small, a standby of the database. The region must have zones. Container Apps and storage take it at the first deployment only.')
param zoneRedundant bool = true

@description('How long deleted blobs, older versions of blobs and backups of the database are kept, in days. All three are the same, so that a restore finds them at the same moment.')
@minValue(7)
@maxValue(35)
param recoveryDays int = 30

@description('Keep the backups of the database in the paired region as well. Can be chosen at the first deployment only.')
param geoRedundantBackup bool = false

@description('The address range of the virtual network (CIDR, /22 or larger). It must not overlap with networks this one is to be joined with.')
param networkRange string = '10.64.0.0/22'

@description('An OTLP address (gRPC) that takes the metrics of the app. Empty: they are not kept, since the agent of Container Apps hands only traces and logs to Application Insights.')
param metricsEndpoint string = ''

@description('The password with which the app signs in to the mail server. Empty: no sign-in.')
@secure()
param mailPassword string = ''

@description('The image the migrate job starts with. The deployment of a release replaces it.')
param migrateImage string = 'mcr.microsoft.com/k8se/quickstart-jobs:latest'

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var database = loadJsonContent('sizes.json')[size].database

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module network 'modules/network.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token, range: networkRange }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    pullerIds: [identities.outputs.web.principalId, identities.outputs.migrate.principalId]
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    zoneRedundant: zoneRedundant
    recoveryDays: recoveryDays
    userId: identities.outputs.web.principalId
    subnetId: network.outputs.endpointsSubnetId
    dnsZoneId: network.outputs.blobZoneId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module postgres 'modules/database.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    sku: database.sku
    tier: database.tier
    storageGiB: database.storageGiB
    zoneRedundant: zoneRedundant
    backupDays: recoveryDays
    geoRedundantBackup: geoRedundantBackup
    administrator: identities.outputs.migrate
    subnetId: network.outputs.endpointsSubnetId
    dnsZoneId: network.outputs.postgresZoneId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    mailPassword: mailPassword
    readerId: identities.outputs.web.principalId
    subnetId: network.outputs.endpointsSubnetId
    dnsZoneId: network.outputs.vaultZoneId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module environment 'modules/environment.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    zoneRedundant: zoneRedundant
    subnetId: network.outputs.appsSubnetId
    workspaceId: monitoring.outputs.workspaceId
    insightsName: monitoring.outputs.insightsName
    metricsEndpoint: metricsEndpoint
  }
}

module migrate 'modules/migrate-job.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    environmentId: environment.outputs.id
    image: migrateImage
    registryServer: registry.outputs.server
    identity: identities.outputs.migrate
    blobEndpoint: storage.outputs.blobEndpoint
    databaseHost: postgres.outputs.host
    databaseName: postgres.outputs.databaseName
    webRole: identities.outputs.web.name
    webPrincipalId: identities.outputs.web.principalId
  }
}

// azd keeps these in its environment; web.parameters.json and migrate.sh read them there.
@description('The region.')
output AZURE_LOCATION string = location
@description('The resource group that holds everything.')
output AZURE_RESOURCE_GROUP string = group.name
@description('Where azd pushes the image to.')
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.server
@description('The environment the app is put into.')
output AZURE_CONTAINER_APPS_ENVIRONMENT_ID string = environment.outputs.id
@description('What the addresses of apps in that environment end with.')
output TA_APPS_DOMAIN string = environment.outputs.domain
@description('The job that brings the database up to date.')
output TA_MIGRATE_JOB string = migrate.outputs.name
@description('The name of the app.')
output TA_WEB_NAME string = 'ca-${token}'
@description('The managed identity the app runs under.')
output TA_WEB_IDENTITY_ID string = identities.outputs.web.id
@description('The client id of that identity, for DefaultAzureCredential.')
output TA_WEB_IDENTITY_CLIENT_ID string = identities.outputs.web.clientId
@description('The name of that identity, which is also its role in PostgreSQL.')
output TA_WEB_IDENTITY_NAME string = identities.outputs.web.name
@description('The address of the blobs.')
output TA_BLOB_ENDPOINT string = storage.outputs.blobEndpoint
@description('The host of PostgreSQL.')
output TA_DATABASE_HOST string = postgres.outputs.host
@description('The database.')
output TA_DATABASE_NAME string = postgres.outputs.databaseName
@description('The vault with the password of the mail server.')
output TA_VAULT_URI string = vault.outputs.uri
