// The engagements and their documents.

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('Keep copies in three zones instead of one.')
param zoneRedundant bool
@description('How long deleted blobs and older versions are kept, in days.')
param recoveryDays int
@description('The principal that reads and writes the blobs.')
param userId string
@description('The subnet of the private endpoint.')
param subnetId string
@description('The private zone of blobs.')
param dnsZoneId string
@description('Where the log of access goes.')
param workspaceId string

var blobDataContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
)

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: 'st${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: { blob: { enabled: true, keyType: 'Account' } }
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      changeFeed: { enabled: true, retentionInDays: recoveryDays + 1 }
      deleteRetentionPolicy: { enabled: true, days: recoveryDays + 1 }
      containerDeleteRetentionPolicy: { enabled: true, days: recoveryDays + 1 }
      // Back to any moment; the service wants this shorter than the time for which deleted blobs are kept.
      restorePolicy: { enabled: true, days: recoveryDays }
    }

    resource state 'containers' = {
      name: 'grainstate'
      properties: { publicAccess: 'None' }
    }

    resource documents 'containers' = {
      name: 'documents'
      properties: { publicAccess: 'None' }
    }
  }

  // Every change of an engagement leaves a version behind: without this rule they would add up for ever.
  resource cleaning 'managementPolicies' = {
    name: 'default'
    dependsOn: [blobs]
    properties: {
      policy: {
        rules: [
          {
            name: 'old-versions'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'] }
              actions: { version: { delete: { daysAfterCreationGreaterThan: recoveryDays + 1 } } }
            }
          }
        ]
      }
    }
  }
}

resource use 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, userId, blobDataContributor)
  properties: { principalId: userId, principalType: 'ServicePrincipal', roleDefinitionId: blobDataContributor }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    // Reads and writes would cost more than they tell: the app's own history says who changed what.
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = {
  params: {
    name: 'pe-blob-${token}'
    location: location
    tags: tags
    subnetId: subnetId
    targetId: account.id
    part: 'blob'
    dnsZoneId: dnsZoneId
  }
}

@description('The address of the blobs.')
output blobEndpoint string = account.properties.primaryEndpoints.blob
